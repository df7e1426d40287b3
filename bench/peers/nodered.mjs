// Node-RED as installed. It keeps nothing of a run.
import { mkdirSync, writeFileSync } from "node:fs";
import { begin } from "./processes.mjs";

const port = 5181;

function flows(target) {
  const all = [];
  const node = (z, type, more) => {
    const made = { id: `n${all.length.toString(16).padStart(6, "0")}`, type, z, name: "", x: 100, y: 40, wires: [[]], ...more };
    all.push(made);
    return made;
  };
  const tab = (label) => {
    const made = { id: `t${all.length.toString(16).padStart(6, "0")}`, type: "tab", label, disabled: false, info: "" };
    all.push(made);
    return made.id;
  };
  const code = (z, func) => node(z, "function", { func, outputs: 1, timeout: 0, noerr: 0, initialize: "", finalize: "", libs: [] });
  const wire = (...nodes) => nodes.reduce((from, to) => { from.wires[0].push(to.id); return to; });
  const join = (z) => node(z, "join", { mode: "auto", build: "array", property: "payload", propertyType: "msg", key: "topic", joiner: "\\n", joinerType: "str", useparts: true, accumulate: false, timeout: "", count: "", reduceRight: false });
  const flow = (label, draw) => {
    const z = tab(label);
    draw(z, node(z, "http in", { url: `/${label}`, method: "post", upload: false, swaggerDoc: "" }), node(z, "http response", { statusCode: "", headers: {}, wires: [] }));
  };
  const sum = "let s = 0; for (const it of msg.payload) s += it.v; msg.payload = { count: msg.payload.length, sum: s }; return msg;";
  const part = (i, of) => `msg.parts = { id: msg._msgid, index: ${i}, count: ${of}, type: 'array', len: 1 };`;

  flow("three", (z, hook, answer) => wire(hook, code(z, "msg.payload = { doubled: msg.payload.n * 2, greeting: 'hello ' + msg.payload.name }; return msg;"), answer));
  flow("fan", (z, hook, answer) => {
    const joined = join(z);
    for (let i = 0; i < 50; i++) {
      wire(hook, code(z, `const n = msg.payload.n; ${part(i, 50)} msg.payload = { i: ${i}, v: n * ${i} + 1 }; return msg;`), joined);
    }

    wire(joined, code(z, sum), answer);
  });
  for (const [label, length] of [["chain", 100], ["sets", 100], ["steps", 10]]) {
    const step = (z) => label === "sets"
      ? node(z, "change", { rules: [{ t: "set", p: "payload.n", pt: "msg", to: "payload.n + 1", tot: "jsonata" }], action: "", property: "", from: "", to: "", reg: false })
      : code(z, "msg.payload = { n: msg.payload.n + 1 }; return msg;");
    flow(label, (z, hook, answer) => wire(hook, ...Array.from({ length }, () => step(z)), answer));
  }

  flow("items", (z, hook, answer) => wire(
    hook, code(z, "msg.payload = Array.from({ length: msg.payload.count }, (_, i) => ({ i })); return msg;"),
    node(z, "split", { splt: "\\n", spltType: "str", arraySplt: 1, arraySpltType: "len", stream: false, addname: "", property: "payload" }),
    code(z, "msg.payload = { v: msg.payload.i * 2 + 1 }; return msg;"), join(z), code(z, sum), answer));
  flow("calls", (z, hook, answer) => {
    const joined = join(z);
    for (let i = 0; i < 3; i++) {
      const call = node(z, "http request", { method: "GET", ret: "obj", paytoqs: "ignore", url: `${target}/${i}`, tls: "", persist: true, proxy: "", insecureHTTPParser: false, authType: "", senderr: false, headers: [] });
      wire(hook, call, code(z, `${part(i, 3)} return msg;`), joined);
    }

    wire(joined, code(z, "msg.payload = { count: msg.payload.length }; return msg;"), answer);
  });
  return all;
}

export default function nodeRed(folder, peers, node) {
  const home = `${folder}/node-red`;
  return {
    name: "node-red",
    title: "Node-RED 5.0, keeps nothing",
    url: (cell) => `http://127.0.0.1:${port}/${cell.work}`,
    has: (cell) => !["fields", "rounds"].includes(cell.work),   // its change node takes one message, and it has no loop of rounds
    size: [`${peers}/node-red`],
    async prepare(target) {
      mkdirSync(home, { recursive: true });
      writeFileSync(`${home}/flows.json`, JSON.stringify(flows(target)));
      writeFileSync(`${home}/settings.js`, `module.exports = { uiHost: "127.0.0.1", uiPort: ${port}, flowFile: "flows.json", credentialSecret: "bench",
        telemetry: { enabled: false, updateNotification: false }, diagnostics: { enabled: false }, externalModules: { autoInstall: false } };\n`);
    },
    start() {
      const program = begin(node, [`${peers}/node-red/node_modules/node-red/red.js`, "--userDir", home, "--settings", `${home}/settings.js`], { env: { NODE_ENV: "production" }, log: `${folder}/node-red.log` });
      return { pids: [program.pid], program, end: () => program.end() };
    },
  };
}
