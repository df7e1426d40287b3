// What bench/growth runs, on a host and a store of its own.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, release } from "node:os";
import { call, load, median } from "./peers/measure.mjs";
import { begin, until } from "./peers/processes.mjs";

const most = Number(process.env.MOST_RUNS ?? 1_000_000), port = 5189, api = `http://127.0.0.1:${port}/api`;
const folder = mkdtempSync("/var/tmp/flowforge-growth-"), data = `${folder}/data`;   // on a disk: /tmp may lie in memory, where a commit costs nothing
const three = { work: "three", load: 50, body: { n: 21, name: "Ada" } };
let host;

function start() {
  host = begin("local/bin/Release/net10.0/flowforge", ["serve", "--port", String(port), "--data", data], { env: { DOTNET_ENVIRONMENT: "Production" }, log: `${folder}/host.log` });
  return until("FlowForge", async () => (await fetch(`${api}/health/ready`)).ok, { program: host });
}

async function post(path, body) {
  const answer = await fetch(`${api}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
}

async function publish(id, nodes) {
  const hook = { id: "hook", kind: "trigger.webhook", parameters: { path: id, method: "POST", respond: "respond", auth: { type: "none" } } };
  const all = [hook, ...nodes, { id: "answer", kind: "respond", parameters: {} }];
  await post("/workflows", { flowforge: 1, id, name: id, graph: { nodes: all, edges: all.slice(1).map((node, i) => ({ from: all[i].id, to: node.id })) } });
  await post(`/workflows/${id}/activate`, {});
}

/** Median milliseconds of a call, and the most memory of the host during the calls, in MB. */
async function measure(id, body, times) {
  const answers = [];
  for (let i = 0; i < times + 1; i++) {
    if (i === 1) {
      writeFileSync(`/proc/${host.pid}/clear_refs`, "5");   // the high-water mark begins anew behind the first call
    }

    const answer = await call(`${api}/hooks/${id}`, body);
    if (answer.status !== 200) {
      throw new Error(`${id}: ${answer.status} ${answer.answer.slice(0, 300)}`);
    }

    answers.push(answer.took);
  }

  return { took: median(answers.slice(1)), memory: Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${host.pid}/status`, "utf8"))[1]) / 1024 };
}

const short = (value) => value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
const row = (...cells) => `| ${cells.join(" | ")} |`;
const [nodeRows, itemRows, runRows] = [[], [], []];
try {
  mkdirSync(data);
  await start();
  for (const count of [10, 100, 1_000, 10_000 - 2]) {   // a document has 10,000 nodes at most
    await publish(`nodes-${count}`, Array.from({ length: count }, (_, i) => ({ id: `n${i}`, kind: "set", parameters: { fields: { n: i }, keep: "none" } })));
    const { took, memory } = await measure(`nodes-${count}`, { n: 1 }, count > 1_000 ? 5 : 20);
    nodeRows.push(row(count.toLocaleString("en"), `${short(took)} ms`, `${short(took * 1000 / count)} µs`, `${short(memory)} MB`));
    console.error(nodeRows.at(-1));
  }

  await publish("items", [
    { id: "split", kind: "splitOut", parameters: { field: "body.list" } },
    { id: "mark", kind: "set", parameters: { fields: { seen: true } } },
    { id: "count", kind: "summarize", parameters: { fields: [{ field: "seen", operation: "count" }] } },
  ]);
  for (const count of [10, 1_000, 100_000, 400_000]) {   // a webhook takes a body of 1 MB
    const { took, memory } = await measure("items", { list: Array.from({ length: count }, (_, i) => i % 10) }, count > 10_000 ? 3 : 20);
    itemRows.push(row(count.toLocaleString("en"), `${short(took)} ms`, `${short(took * 1000 / count)} µs`, `${short(memory)} MB`));
    console.error(itemRows.at(-1));
  }

  await publish("three", [{ id: "set", kind: "set", parameters: { fields: { doubled: "={{ $json.body.n + 1 }}" }, keep: "none" } }]);
  const stored = async () => Number(/flowforge_runs_started_total(?:\{[^}]*\})? (\d+)/.exec(await (await fetch(`${api}/metrics`)).text())?.[1] ?? 0);
  let before = 0;
  for (const count of [0, 10_000, 100_000, 1_000_000].filter((count) => count <= most)) {
    while (before + await stored() < count) {
      load(three, `${api}/hooks/three`, 5, folder);
    }

    before += await stored();
    await host.end();
    const starts = [];
    for (let i = 0; i < 3; i++) {
      const began = performance.now();
      await start();
      await call(`${api}/hooks/three`, three.body);
      starts.push(performance.now() - began);
      if (i < 2) {
        await host.end();
      }
    }

    const speed = load(three, `${api}/hooks/three`, 5, folder), list = [];
    for (let i = 0; i < 10; i++) {
      const began = performance.now();
      await (await fetch(`${api}/runs?limit=50&status=COMPLETED`)).text();
      list.push(performance.now() - began);
    }

    const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${host.pid}/status`, "utf8"))[1]) / 1024;
    runRows.push(row(before.toLocaleString("en"), `${short(median(starts))} ms`, `${short(speed.value)} /s`, `${short(median(list))} ms`, `${short(memory)} MB`, `${short(statSync(`${data}/flowforge.db`, { throwIfNoEntry: false })?.size / 2 ** 20)} MB`));
    console.error(runRows.at(-1));
  }

  writeFileSync("docs/growth.md", `# Growth

Written by \`bench/growth\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0].model}, ${cpus().length} cores, Linux ${release()}, load average ${loadavg()[0].toFixed(2)}, commit ${execFileSync("git", ["describe", "--always"], { encoding: "utf8" }).trim()}.
Each run is started by a webhook and durable before it is answered.

| Nodes in a chain of \`set\` | Run | A node | Most memory of the host |
|---:|---:|---:|---:|
${nodeRows.join("\n")}

| Items through \`splitOut\`, \`set\` and \`summarize\` | Run | An item | Most memory of the host |
|---:|---:|---:|---:|
${itemRows.join("\n")}

| Stored runs | Start of the process to its first answer | Webhooks of three nodes in the first five seconds after it, 50 connections | List of 50 runs | Memory of the host | Store |
|---:|---:|---:|---:|---:|---:|
${runRows.join("\n")}
`);
} finally {
  await host?.end();
  rmSync(folder, { recursive: true, force: true });
}
