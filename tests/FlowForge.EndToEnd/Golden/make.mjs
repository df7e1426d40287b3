// node tests/FlowForge.EndToEnd/Golden/make.mjs NAME [flowforge.dll]: keeps a small data folder as the present program writes it, with runs in flight, under Golden/folders/NAME.
// To be done once for a released format, and never again for the same one: later versions have to read what was kept. Needs node and sqlite3.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { built, Host, sleep } from '../../chaos/host.mjs';

const [name, program = built] = process.argv.slice(2);
const flow = (id, nodes, edges, config = '{}') => `flowforge: 1
id: ${id}
config: ${config}
graph:
  nodes:
    - { id: start, kind: trigger.manual }
${nodes.map(node => `    - ${node}`).join('\n')}
  edges:
${edges.map(edge => `    - { ${edge} }`).join('\n')}
`;
const kept = '{ retention: { days: 36500 } }';

// A server that does not answer: the run that calls it is under way when the host is killed, and finds nobody there when it goes on.
const silent = createServer(() => {});
await new Promise(listening => silent.listen(0, '127.0.0.1', listening));
const nowhere = `http://127.0.0.1:${silent.address().port}/`;

const host = await new Host(program).start();
const flows = [
  flow('done', [
    '{ id: many, kind: code, parameters: { mode: allItems, source: "return [...Array(1200).keys()].map(n => ({ json: { n, text: \'x\'.repeat(40) } }))" } }',
    '{ id: which, kind: if, parameters: { conditions: [{ left: "={{ $json.n }}", operator: number.lt, right: 3 }] } }',
    '{ id: each, kind: loop, parameters: { batchSize: 1 } }', '{ id: twice, kind: set, parameters: { keep: none, fields: { n: "={{ $json.n * 2 }}" } } }', '{ id: end, kind: set, parameters: { keep: all, fields: { was: "={{ $(\'which\').item.json.n }}" } } }',
  ], ['from: start, to: many', 'from: many, to: which', 'from: which, fromPort: "true", to: each', 'from: each, fromPort: loop, to: twice', 'from: twice, to: each', 'from: each, fromPort: done, to: end'], kept),
  flow('broken', ['{ id: end, kind: stop, parameters: { message: "as it should be" } }'], ['from: start, to: end'], kept),
  flow('later', ['{ id: rest, kind: wait, parameters: { mode: time, seconds: 20 } }', '{ id: end, kind: set, parameters: { keep: all, fields: { rested: true, region: "={{ $vars.region }}" } } }'], ['from: start, to: rest', 'from: rest, to: end'], kept),
  flow('asked', ['{ id: decide, kind: wait, parameters: { mode: approval, message: "Go on?" } }', '{ id: end, kind: set, parameters: { keep: none, fields: { by: "={{ $json.approval.by }}" } } }'], ['from: start, to: decide', 'from: decide, fromPort: approved, to: end'], kept),
  flow('signalled', ['{ id: paid, kind: wait, parameters: { mode: signal, signal: paid } }'], ['from: start, to: paid'], kept),
  flow('turns', ['{ id: rest, kind: wait, parameters: { mode: signal, signal: go } }'], ['from: start, to: rest'], '{ retention: { days: 36500 }, concurrency: { key: one, limit: 1 } }'),
  flow('half', ['{ id: before, kind: set, parameters: { keep: none, fields: { first: 1 } } }', `{ id: call, kind: http, onError: continue, parameters: { method: POST, url: "${nowhere}", body: { a: 1 } } }`, '{ id: end, kind: set, parameters: { keep: none, fields: { went: "on" } } }'],
    ['from: start, to: before', 'from: before, to: call', 'from: call, to: end'], kept),
];
await host.api('variables/region', { method: 'PUT', body: '"eu"' });
for (const yaml of flows) {
  const saved = await host.api('workflows', { method: 'POST', body: yaml, type: 'application/yaml' });
  if (saved.status !== 201) throw new Error(`${saved.text}\n${yaml}`);
}
const begin = async (id, wait = 0) => {
  const started = await host.api(`workflows/${id}/runs${wait ? `?wait=${wait}` : ''}`, { method: 'POST', body: '{"from":"then"}' });
  if (started.status > 202) throw new Error(started.text);
  return started.json.id;
};
const runs = { done: await begin('done', 30), broken: await begin('broken', 30), later: await begin('later'), asked: await begin('asked'), signalled: await begin('signalled'), first: await begin('turns'), second: await begin('turns'), half: await begin('half') };
const frames = (await host.api(`runs/${runs.done}/frames`)).json.items;
await sleep(2000);
const standing = Object.fromEntries(await Promise.all(Object.entries(runs).map(async ([key, id]) => [key, (await host.api(`runs/${id}`)).json.status])));
const url = (await host.api(`runs/${runs.asked}`)).json.waits[0].url;
await host.kill();
silent.closeAllConnections();
silent.close();

const folder = fileURLToPath(new URL(`folders/${name}/`, import.meta.url));
mkdirSync(folder, { recursive: true });
execFileSync('sqlite3', [join(host.folder, 'flowforge.db'), 'PRAGMA wal_checkpoint(TRUNCATE);']);
copyFileSync(join(host.folder, 'flowforge.db'), join(folder, 'store.kept'));
writeFileSync(join(folder, 'kept.json'), JSON.stringify({ runs, approval: url.slice(url.lastIndexOf('/') + 1), frames }, null, 1) + '\n');
console.log(standing, folder);
