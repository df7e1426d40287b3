// What two runs of one workflow differ in, node by node.

/** Differences as sentences; `soft` ones are texts of messages only. */
export function compare(theirs, ours) {
  const hard = [], soft = [];
  if (theirs.status !== ours.status) hard.push(`run: n8n ${theirs.status}${says(theirs.error)}, here ${ours.status}${says(ours.error)}`);
  else if (theirs.error && ours.error && theirs.error.node !== undefined && theirs.error.node !== ours.error.node) hard.push(`run: n8n failed at ${theirs.error.node}${says(theirs.error)}, here at ${ours.error.node}${says(ours.error)}`);
  else if (theirs.error && ours.error && theirs.error.message !== ours.error.message) soft.push(`run: n8n${says(theirs.error)}, here${says(ours.error)}`);
  for (const name of new Set([...Object.keys(theirs.nodes), ...Object.keys(ours.nodes)])) {
    const [a, b] = [theirs.nodes[name] ?? [], ours.nodes[name] ?? []];
    if (a.length !== b.length) hard.push(`${name}: n8n ran it ${a.length} times, here ${b.length}`);
    for (let run = 0; run < Math.min(a.length, b.length); run++) compareRun(`${name}[${run}]`, a[run], b[run] ?? { ports: [] }, hard, soft);
  }
  return { hard, soft };
}

/** What each node does when it goes on after a failure is compared by its items; only where the run stops has the node failed. */
export function settle(run) {
  for (const [name, runs] of Object.entries(run.nodes)) for (const one of runs) if (run.status !== 'error' || (run.error?.node ?? name) !== name) one.failed = undefined;
  return run;
}

function compareRun(at, a, b, hard, soft) {
  if (Boolean(a.failed) !== Boolean(b.failed)) { hard.push(`${at}: n8n ${a.failed ? `fails: ${a.failed}` : 'passes'}, here ${b.failed ? `fails: ${b.failed}` : 'passes'}`); return; }
  if (a.failed) { if (a.failed !== b.failed) soft.push(`${at}: n8n: ${a.failed}; here: ${b.failed}`); return; }
  for (let port = 0; port < Math.max(a.ports.length, b.ports.length); port++) {
    const [x, y] = [a.ports[port] ?? [], b.ports[port] ?? []];
    if (x.length !== y.length) { hard.push(`${at} output ${port}: n8n ${x.length} items ${short(x.map(i => i.json))}, here ${y.length} ${short(y.map(i => i.json))}`); continue; }
    x.forEach((item, index) => {
      const where = `${at} output ${port} item ${index}`;
      const differ = difference(item.json, y[index].json, '');
      if (differ) (isMessage(differ) ? soft : hard).push(`${where}${differ.path}: n8n ${short(differ.a)}, here ${short(differ.b)}`);
      if (short(item.binary ?? []) !== short(y[index].binary ?? [])) hard.push(`${where}: files n8n ${short(item.binary)}, here ${short(y[index].binary)}`);
    });
  }
}

/** The text of a failure that was passed on is in the words of each product. */
const isMessage = d => /(^|\.)error(\.message|\.description)?$/.test(d.path) && d.a && d.b;

/** The first place at which two values differ; the order of names counts. */
function difference(a, b, path) {
  if (Object.is(a, b) || (a === 0 && b === 0)) return null;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return { path, a, b };
  if (Array.isArray(a)) {
    if (a.length !== b.length) return { path, a, b };
    for (let i = 0; i < a.length; i++) { const d = difference(a[i], b[i], `${path}[${i}]`); if (d) return d; }
    return null;
  }
  const [names, others] = [Object.keys(a), Object.keys(b)];
  for (const name of names) {
    if (!(name in b) && a[name] === null) continue; // n8n drops undefined from JSON; this product has null only
    if (!(name in b)) return { path: `${path}.${name}`, a: a[name], b: 'nothing' };
    const d = difference(a[name], b[name], `${path}.${name}`);
    if (d) return d;
  }
  const more = others.find(name => !(name in a) && b[name] !== null);
  if (more !== undefined) return { path: `${path}.${more}`, a: 'nothing', b: b[more] };
  const both = list => list.filter(name => name in a && name in b).join('\n');
  return both(names) === both(others) ? null : { path: `${path} (order of names)`, a: names, b: others };
}

const says = error => error ? ` (${error.node ?? '?'}: ${error.message})` : '';
const short = value => { const text = JSON.stringify(value) ?? 'undefined'; return text.length > 300 ? `${text.slice(0, 300)}…` : text; };
