// The cells' workflows in n8n's terms.

class Draft {
  constructor(id) {
    this.workflow = {
      id, name: id, nodes: [], connections: {}, active: false, pinData: {}, meta: {}, tags: [],
      settings: { executionOrder: "v1", saveDataSuccessExecution: "all", saveDataErrorExecution: "all", saveManualExecutions: true, saveExecutionProgress: false },
    };
    this.node("Webhook", "webhook", 2.1, { httpMethod: "POST", path: id, responseMode: "responseNode", options: {} }, { webhookId: `wh-${id}` });
  }

  node(name, type, typeVersion, parameters, more = {}) {
    const at = this.workflow.nodes.length;
    this.workflow.nodes.push({ parameters, id: `${this.workflow.id}-${at}`, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [(at % 20) * 220, Math.floor(at / 20) * 180], ...more });
    return name;
  }

  code(name, jsCode, mode = "runOnceForAllItems") {
    return this.node(name, "code", 2, { mode, language: "javaScript", jsCode });
  }

  set(name, fields) {
    const assignments = fields.map(([field, value, type], i) => ({ id: `a${i}`, name: field, value, type }));
    return this.node(name, "set", 3.4, { mode: "manual", duplicateItem: false, assignments: { assignments }, includeOtherFields: false, options: {} });
  }

  link(from, to, { out = 0, into = 0 } = {}) {
    const ports = (this.workflow.connections[from] ??= { main: [] }).main;
    while (ports.length <= out) {
      ports.push([]);
    }

    ports[out].push({ node: to, type: "main", index: into });
    return to;
  }

  answer() {
    return this.node("Respond", "respondToWebhook", 1.4, { respondWith: "firstIncomingItem", options: {} });
  }

  chain(...names) {
    ["Webhook", ...names, this.answer()].reduce((from, to) => this.link(from, to));
    return this.workflow;
  }
}

const total = "let s = 0; const all = $input.all(); for (const it of all) s += it.json.v; return [{ json: { count: all.length, sum: s } }];";
const last = "const all = $input.all(); return [{ json: { count: all.length, last: all[all.length - 1].json.text, odd: all.filter((it) => it.json.isOdd).length } }];";
const many = "const c = Number($input.first().json.body.count); const out = []; for (let i = 0; i < c; i++) out.push({ json: { i } }); return out;";

function fan() {
  const draft = new Draft("fan"), root = draft.node("All", "merge", 3.2, { mode: "append", numberInputs: 5 });
  for (let m = 0; m < 5; m++) {   // its Merge takes ten inputs at most
    const merge = draft.node(`Merge${m}`, "merge", 3.2, { mode: "append", numberInputs: 10 });
    draft.link(merge, root, { into: m });
    for (let i = 10 * m; i < 10 * m + 10; i++) {
      draft.link("Webhook", draft.code(`Code${i}`, `const n = Number($input.first().json.body.n); return [{ json: { i: ${i}, v: n * ${i} + 1 } }];`));
      draft.link(`Code${i}`, merge, { into: i % 10 });
    }
  }

  draft.link(draft.link(root, draft.code("Sum", total)), draft.answer());
  return draft.workflow;
}

function rounds() {
  const draft = new Draft("rounds");
  draft.link(draft.link("Webhook", draft.code("Make", many)), draft.node("Loop", "splitInBatches", 3, { batchSize: 1, options: {} }));
  draft.link("Loop", draft.code("Each", "return [{ json: { v: $input.first().json.i * 2 + 1 } }];"), { out: 1 });
  draft.link("Each", "Loop");
  draft.link(draft.link("Loop", draft.code("Sum", total)), draft.answer());
  return draft.workflow;
}

function calls(target) {
  const draft = new Draft("calls"), all = draft.node("All", "merge", 3.2, { mode: "append", numberInputs: 3 });
  for (let i = 0; i < 3; i++) {
    draft.link(draft.link("Webhook", draft.node(`Call${i}`, "httpRequest", 4.2, { url: `${target}/${i}`, options: {} })), all, { into: i });
  }

  draft.link(draft.link(all, draft.code("Count", "return [{ json: { count: $input.all().length } }];")), draft.answer());
  return draft.workflow;
}

function chain(id, length, step) {
  const draft = new Draft(id);
  return draft.chain(draft.set("Begin", [["n", "={{ $json.body.n }}", "number"]]), ...Array.from({ length }, (_, i) => step(draft, `Step${i}`)));
}

/** All of them; the HTTP nodes call `target`. */
export function workflows(target) {
  const three = new Draft("three"), items = new Draft("items"), fields = new Draft("fields");
  const code = (draft, name) => draft.code(name, "return [{ json: { n: $input.first().json.n + 1 } }];");
  return [
    three.chain(three.set("Set", [["doubled", "={{ $json.body.n * 2 }}", "number"], ["greeting", '={{ "hello " + $json.body.name }}', "string"]])),
    fan(),
    items.chain(items.code("Make", many), items.code("Each", "return { json: { v: $json.i * 2 + 1 } };", "runOnceForEachItem"), items.code("Sum", total)),
    fields.chain(fields.code("Make", many), fields.set("Set", [
      ["double", "={{ $json.i * 2 }}", "number"], ["text", "={{ $json.i.toString().padStart(6, '0') }}", "string"], ["isOdd", "={{ $json.i % 2 === 1 }}", "boolean"],
    ]), fields.code("Sum", last)),
    rounds(),
    calls(target),
    chain("chain", 100, code),
    chain("sets", 100, (draft, name) => draft.set(name, [["n", "={{ $json.n + 1 }}", "number"]])),
    chain("steps", 10, code),
  ];
}
