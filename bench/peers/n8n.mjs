// n8n as installed, and tuned (the expression engine of before); executions are saved in both.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { begin } from "./processes.mjs";
import { workflows } from "./n8n-workflows.mjs";

const [port, broker] = [5186, 5187];

export default function n8n(folder, peers, node, isTuned) {
  const name = isTuned ? "n8n-tuned" : "n8n", home = `${folder}/${name}`;
  const env = {
    N8N_DIAGNOSTICS_ENABLED: "false", N8N_VERSION_NOTIFICATIONS_ENABLED: "false", N8N_TEMPLATES_ENABLED: "false", N8N_PERSONALIZATION_ENABLED: "false", N8N_HIRING_BANNER_ENABLED: "false",
    N8N_USER_FOLDER: home, N8N_LISTEN_ADDRESS: "127.0.0.1", N8N_PORT: String(port), N8N_HOST: "127.0.0.1", N8N_RUNNERS_BROKER_PORT: String(broker), N8N_SECURE_COOKIE: "false",
    N8N_ENCRYPTION_KEY: "bench", NODE_ENV: "production", PATH: `${node.slice(0, node.lastIndexOf("/"))}:${process.env.PATH}`,
    ...(isTuned ? { N8N_EXPRESSION_ENGINE: "legacy" } : {}),
  };
  const start = (...args) => begin(node, [`${peers}/n8n/node_modules/n8n/bin/n8n`, ...args], { env, log: `${folder}/${name}.log` });
  const done = async (...args) => {
    const program = start(...args);
    while (!program.hasEnded()) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  return {
    name,
    title: isTuned ? "n8n 2.41 tuned, executions saved" : "n8n 2.41 as installed, executions saved",
    url: (cell) => `http://127.0.0.1:${port}/webhook/${cell.work}`,
    has: () => true,
    size: [`${peers}/n8n`],
    async prepare(target) {
      // Each of its commands takes ten seconds, so what they make is kept for the next time.
      const all = workflows(target), kept = `${peers}/n8n-home-${createHash("sha256").update(JSON.stringify(all)).digest("hex").slice(0, 16)}`;
      if (!existsSync(kept)) {
        const files = `${home}/import`;
        mkdirSync(files, { recursive: true });
        all.forEach((workflow) => writeFileSync(`${files}/${workflow.id}.json`, JSON.stringify(workflow)));
        await done("import:workflow", "--separate", `--input=${files}`);
        for (const { id } of all) {
          await done("publish:workflow", `--id=${id}`);
        }

        cpSync(home, kept, { recursive: true });
      }

      cpSync(kept, home, { recursive: true });
    },
    start() {
      const program = start("start");
      return { pids: [program.pid], program, end: () => program.end() };
    },
  };
}
