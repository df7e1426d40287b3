// Restate: its server, and a service whose steps are journaled one by one.
import { mkdirSync } from "node:fs";
import { begin, until } from "./processes.mjs";

const [ingress, admin, inner, service] = [5182, 5183, 5184, 5185];

export default function restate(folder, peers, node) {
  const at = (port) => `http://127.0.0.1:${port}`;
  const program = () => begin(`${peers}/restate/node_modules/@restatedev/restate-server-linux-x64/bin/restate-server`, ["--node-name", "bench", "--base-dir", `${folder}/restate`], {
    cwd: folder,
    env: {
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`, RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`, RESTATE_BIND_ADDRESS: `127.0.0.1:${inner}`,
      DO_NOT_TRACK: "1", RESTATE_DISABLE_TELEMETRY: "true", RUST_LOG: "warn",
    },
    log: `${folder}/restate.log`,
  });
  const serving = () => begin(node, ["bench/peers/restate-service.mjs", `${peers}/restate`, String(service)], { env: { RESTATE_LOGGING: "ERROR" }, log: `${folder}/restate-service.log` });

  return {
    name: "restate",
    title: "Restate 1.7, each step durable",
    url: (cell) => `${at(ingress)}/bench/${cell.work}`,
    has: (cell) => !["sets", "items", "fields", "rounds", "calls"].includes(cell.work),
    size: [`${peers}/restate`],
    async prepare() {
      mkdirSync(`${folder}/restate`, { recursive: true });
      const [server, steps] = [program(), serving()];
      try {
        await until("Restate", async () => (await fetch(`${at(admin)}/health`)).ok, { program: server });
        await until("Restate's service", async () => (await fetch(`${at(admin)}/deployments`, {
          method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ uri: at(service) }),
        })).ok, { program: steps });
      } finally {
        await server.end();
        await steps.end();
      }
    },
    start() {
      const [server, steps] = [program(), serving()];
      return { pids: [server.pid, steps.pid], program: server, end: async () => { await server.end(); await steps.end(); } };
    },
  };
}
