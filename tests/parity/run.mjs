// node tests/parity/run.mjs [--folder DIR] [--only TEXT] [--write] : runs each workflow in n8n and here, and tells what differs.
import { mkdirSync, readFileSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compare, settle } from './compare.mjs';
import { startFlowForge } from './flowforge.mjs';
import { startN8n } from './n8n.mjs';
import { writeReport } from './report.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const { values: options } = parseArgs({ options: {
  folder: { type: 'string', default: join(here, 'workflows') },
  only: { type: 'string', default: '' },
  peers: { type: 'string', default: process.env.PEERS ?? '/opt/peers' },
  cache: { type: 'string', default: '' },
  program: { type: 'string', default: join(root, 'local/bin/Release/net10.0/flowforge.dll') },
  write: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
} });

const freePort = () => new Promise(done => { const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); }); });

const files = readdirSync(options.folder).filter(f => f.endsWith('.json') && f.includes(options.only)).sort();
const n8n = lazy(async () => startN8n(options.peers, await freePort()));
const ours = await startFlowForge(options.program);
const results = [];
try {
  for (const file of files) {
    const text = readFileSync(join(options.folder, file), 'utf8');
    const workflow = JSON.parse(text);
    const theirs = await attempt(() => cached(file, text, async () => (await n8n()).run(workflow)));
    const here = await attempt(() => ours.run(workflow));
    const { hard, soft } = compare(settle(theirs), here);
    results.push({ file: basename(file, '.json'), name: workflow.name, nodes: workflow.nodes.length, ...counts(theirs), hard, soft });
    if (!options.quiet || hard.length > 0) console.log(`${hard.length === 0 ? 'same  ' : 'DIFFER'} ${file}${soft.length > 0 ? ` (${soft.length} messages)` : ''}`);
    for (const line of hard) console.log(`       ${line}`);
  }
} finally {
  ours.stop();
  await n8n.started?.then(host => host.stop());
}
const differing = results.filter(r => r.hard.length > 0);
console.log(`${results.length} workflows, ${sum('nodes')} nodes, ${sum('runs')} runs of nodes, ${sum('items')} items: ${results.length - differing.length} the same, ${differing.length} differ in ${differing.reduce((s, r) => s + r.hard.length, 0)} places`);
if (options.write) writeReport(join(root, 'docs/parity.md'), results, { n8n: `n8n ${n8nVersion(options.peers)}`, date: new Date().toISOString().slice(0, 10) });
process.exitCode = differing.length > 0 ? 1 : 0;

function n8nVersion(peers) { return JSON.parse(readFileSync(join(peers, 'n8n/node_modules/n8n/package.json'), 'utf8')).version; }

function sum(of) { return results.reduce((s, r) => s + r[of], 0); }

function counts(run) {
  const runs = Object.values(run.nodes).flat();
  return { runs: runs.length, items: runs.reduce((s, r) => s + r.ports.reduce((t, p) => t + p.length, 0), 0) };
}

async function attempt(run) {
  try { return await run(); } catch (error) { return { status: 'refused', error: { message: String(error.message) }, nodes: {} }; }
}

/** What n8n gave for the same text before, when --cache names a folder: it does not change, this product does. */
async function cached(file, text, run) {
  if (!options.cache) return run();
  mkdirSync(options.cache, { recursive: true });
  const place = join(options.cache, file);
  if (existsSync(place)) {
    const kept = JSON.parse(readFileSync(place, 'utf8'));
    if (kept.text === text) return kept.run;
  }
  const result = JSON.parse(JSON.stringify(await run()));
  writeFileSync(place, JSON.stringify({ text, run: result }));
  return result;
}

function lazy(make) { const get = () => get.started ??= make(); return get; }
