// FlowForge as anybody starts it: every frame durable, each answer behind its commit.
import { mkdirSync, rmSync } from "node:fs";
import { begin, until } from "./processes.mjs";

const port = 5180, api = `http://127.0.0.1:${port}/api`, program = "local/bin/Release/net10.0/flowforge";

class Draft {
  nodes = [];
  edges = [];

  constructor(id) {
    this.id = id;
    this.add("hook", "trigger.webhook", { path: id, method: "POST", respond: "respond", auth: { type: "none" } });
  }

  add(id, kind, parameters = {}) {
    this.nodes.push({ id, kind, parameters, position: { x: this.nodes.length * 40, y: 0 } });
    return id;
  }

  code(id, source, mode = "allItems") {
    return this.add(id, "code", { mode, source });
  }

  link(from, to, ports = {}) {
    this.edges.push({ from, to, ...ports });
    return to;
  }

  /** Nodes one behind the other, from the hook to the answer. */
  chain(...ids) {
    ["hook", ...ids, this.add("answer", "respond")].reduce((from, to) => this.link(from, to));
    return this;
  }

  get document() {
    return { flowforge: 1, id: this.id, name: this.id, graph: { nodes: this.nodes, edges: this.edges } };
  }
}

const total = "let s = 0; const all = $input.all(); for (const item of all) s += item.json.v; return [{ json: { count: all.length, sum: s } }];";
const many = "return Array.from({ length: $input.first().json.body.count }, (_, i) => ({ json: { i } }));";
const last = "const all = $input.all(); return [{ json: { count: all.length, last: all[all.length - 1].json.text, odd: all.filter((item) => item.json.isOdd).length } }];";
const plusOne = "return [{ json: { n: $input.first().json.n + 1 } }];";

function drafts(target) {
  const three = new Draft("three"), fan = new Draft("fan"), items = new Draft("items"), fields = new Draft("fields"), rounds = new Draft("rounds"), calls = new Draft("calls");
  three.chain(three.add("set", "set", { fields: { doubled: "={{ $json.body.n * 2 }}", greeting: '={{ "hello " + $json.body.name }}' }, keep: "none" }));

  fan.add("all", "merge", { mode: "append", inputs: 50 });
  for (let i = 0; i < 50; i++) {
    fan.link("hook", fan.code(`c${i}`, `const n = Number($input.first().json.body.n); return [{ json: { i: ${i}, v: n * ${i} + 1 } }];`));
    fan.link(`c${i}`, "all", { toPort: `in${i + 1}` });
  }

  fan.link("all", fan.code("sum", total));
  fan.link("sum", fan.add("answer", "respond"));

  items.chain(items.code("make", many), items.code("each", "return { v: $json.i * 2 + 1 };", "perItem"), items.code("sum", total));

  fields.chain(
    fields.code("make", many),
    fields.add("set", "set", { fields: { double: "={{ $json.i * 2 }}", text: "={{ $json.i.toString().padStart(6, '0') }}", isOdd: "={{ $json.i % 2 === 1 }}" }, keep: "none" }),
    fields.code("sum", last));

  rounds.link("hook", rounds.code("make", many));
  rounds.link("make", rounds.add("loop", "loop", { batchSize: 1 }));
  rounds.link("loop", rounds.code("each", "return [{ json: { v: $input.first().json.i * 2 + 1 } }];"), { fromPort: "loop" });
  rounds.link("each", "loop");
  rounds.link("loop", rounds.code("sum", total), { fromPort: "done" });
  rounds.link("sum", rounds.add("answer", "respond"));

  calls.add("all", "merge", { mode: "append", inputs: 3 });
  for (let i = 1; i <= 3; i++) {
    calls.link("hook", calls.add(`call${i}`, "http", { method: "GET", url: `${target}/${i}` }));
    calls.link(`call${i}`, "all", { toPort: `in${i}` });
  }

  calls.link("all", calls.code("count", "return [{ json: { count: $input.all().length } }];"));
  calls.link("count", calls.add("answer", "respond"));

  const chain = (id, length, step) => {
    const draft = new Draft(id);
    return draft.chain(draft.add("begin", "set", { fields: { n: "={{ $json.body.n }}" }, keep: "none" }), ...Array.from({ length }, (_, i) => step(draft, `s${i}`)));
  };
  const code = (draft, id) => draft.code(id, plusOne), set = (draft, id) => draft.add(id, "set", { fields: { n: "={{ $json.n + 1 }}" }, keep: "none" });
  return [three, fan, items, fields, rounds, calls, chain("chain", 100, code), chain("sets", 100, set), chain("steps", 10, code)];
}

export default function flowforge(folder) {
  const data = `${folder}/flowforge`;
  const env = { FlowForge__Egress__Allow: "127.0.0.0/8", DOTNET_ENVIRONMENT: "Production" };
  const serve = () => begin(program, ["serve", "--port", String(port), "--data", data], { env, log: `${folder}/flowforge.log` });
  const post = async (path, body) => {
    const answer = await fetch(`${api}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
  };

  return {
    name: "flowforge",
    title: "FlowForge, every frame durable",
    url: (cell) => `${api}/hooks/${cell.work}`,
    has: () => true,
    size: ["local/bin/Release/net10.0"],
    async prepare(target) {
      rmSync(data, { recursive: true, force: true });
      mkdirSync(data, { recursive: true });
      const program = serve();
      try {
        await until("FlowForge", async () => (await fetch(`${api}/health/ready`)).ok, { program });
        for (const draft of drafts(target)) {
          await post("/workflows", draft.document);
          await post(`/workflows/${draft.id}/activate`, {});
        }
      } finally {
        await program.end();
      }
    },
    start() {
      const program = serve();
      return { pids: [program.pid], program, end: () => program.end() };
    },
  };
}
