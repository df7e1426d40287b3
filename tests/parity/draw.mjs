// Draws workflows of n8n in a few words: draw(name, w => …) for cases/*.mjs; make.mjs writes them to workflows/.
const base = 'n8n-nodes-base.';

export class Drawing {
  constructor(name, settings = {}) {
    this.workflow = { name, nodes: [], connections: {}, settings: { executionOrder: 'v1', timezone: 'Europe/Berlin', ...settings }, pinData: {} };
    this.last = this.node('Start', 'manualTrigger', 1, {});
  }

  /** Adds a node behind the last one (or behind `from`, or nothing when `from` is null) and makes it the last one. */
  node(name, type, typeVersion, parameters = {}, { from = this.last, out = 0, into = 0, at, ...more } = {}) {
    const count = this.workflow.nodes.length;
    this.workflow.nodes.push({
      parameters, id: `n${count}`, name, type: type.includes('.') ? type : base + type, typeVersion, position: at ?? [count * 200, count * 100], ...more,
    });
    if (from) this.link(from, name, out, into);
    return this.last = name;
  }

  link(from, to, out = 0, into = 0) {
    const main = (this.workflow.connections[from] ??= { main: [] }).main;
    while (main.length <= out) main.push([]);
    main[out].push({ node: to, type: 'main', index: into });
  }

  /** Items made by a code node, one for each value. */
  items(values, name = 'Items', more = {}) {
    return this.node(name, 'code', 2, { mode: 'runOnceForAllItems', language: 'javaScript', jsCode: `return ${JSON.stringify(values)}.map(json => ({ json }));` }, { from: 'Start', ...more });
  }

  code(name, jsCode, more = {}) { return this.node(name, 'code', 2, { mode: 'runOnceForAllItems', language: 'javaScript', jsCode }, more); }

  codeEach(name, jsCode, more = {}) { return this.node(name, 'code', 2, { mode: 'runOnceForEachItem', language: 'javaScript', jsCode }, more); }

  set(name, fields, parameters = {}, more = {}) {
    const assignments = fields.map(([name, value, type = 'string'], i) => ({ id: `a${i}`, name, value, type }));
    return this.node(name, 'set', 3.4, { mode: 'manual', assignments: { assignments }, includeOtherFields: false, options: {}, ...parameters }, more);
  }

  /** One node for each expression, all behind `from`: what each gives, or that it fails. */
  expressions(list, from = this.last) {
    list.forEach((expression, i) => this.node(`${i + 1}. ${expression}`.slice(0, 90), 'set', 2,
      { keepOnlySet: true, values: { string: [{ name: 'v', value: expression.startsWith('=') ? expression : `={{ ${expression} }}` }] }, options: {} },
      { from, onError: 'continueRegularOutput' }));
  }
}

/** Conditions of If, Filter and Switch from their version 2, 2 and 3 on. */
export const conditions = (list, { loose = false, ignoreCase = false, any = false, version = 2 } = {}) => ({
  options: { caseSensitive: !ignoreCase, leftValue: '', typeValidation: loose ? 'loose' : 'strict', version },
  conditions: list.map(([leftValue, operator, rightValue = ''], i) => {
    const [type, operation] = operator.split('.');
    return { id: `c${i}`, leftValue, rightValue, operator: { type, operation, ...(single.has(operation) ? { singleValue: true } : {}), ...rightType(type, operation) } };
  }),
  combinator: any ? 'or' : 'and',
});

const rightType = (type, operation) => type !== 'array' ? {} : operation.startsWith('length') ? { rightType: 'number' } : /ontains/.test(operation) ? { rightType: 'any' } : {};

const single = new Set(['exists', 'notExists', 'empty', 'notEmpty', 'true', 'false']);

export const drawings = new Map();

/** Registers a workflow under the name of its file. */
export function draw(file, name, make, settings) {
  const drawing = new Drawing(name, settings);
  make(drawing);
  if (drawings.has(file)) throw new Error(`${file} stands twice`);
  drawings.set(file, drawing.workflow);
}

/** The text of a file: a node a line, so that a change is seen. */
export function textOf(workflow) {
  const lines = workflow.nodes.map(n => `    ${JSON.stringify(n)}`).join(',\n');
  const { nodes, ...rest } = workflow;
  const others = Object.entries(rest).map(([k, v]) => `  ${JSON.stringify(k)}: ${JSON.stringify(v)}`);
  return `{\n${others[0]},\n  "nodes": [\n${lines}\n  ],\n${others.slice(1).join(',\n')}\n}\n`;
}
