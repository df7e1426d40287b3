// node tests/chaos/endurance.mjs [--minutes 10] [--program flowforge.dll] [--rate N] [--seed N]
// Much work in little time on one machine, with this process beside the host on the same processors: load at the highest rate it holds, an orderly stop under load, a start,
// overload at three times that rate, and what is left in the store once retention has gone over it. A table, and a verdict; the exit code is 1 when it is bad.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Effects } from './effects.mjs';
import { built, Host, sleep } from './host.mjs';
import { Traffic, schedules, work } from './traffic.mjs';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, program: { type: 'string', default: built }, rate: { type: 'string' }, seed: { type: 'string' } } });
const seconds = Number(values.minutes) * 60;
let state = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`seed ${state}`);
const random = () => { state = (state * 1103515245 + 12345) & 0x7fffffff; return state / 0x7fffffff; };

const bad = [];
const check = (isGood, line) => { console.log(`${isGood ? 'ok  ' : 'BAD '} ${line}`); if (!isGood) bad.push(line); };
const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const mb = bytes => Math.round(bytes / 1024 / 1024);

const effects = await Effects.start();
const host = await new Host(values.program).start();
for (const { id, yaml } of [...work, ...schedules]) {
  const saved = await host.api('workflows', { method: 'POST', body: yaml.replaceAll('EFFECTS', effects.url), type: 'application/yaml' });
  const active = await host.api(`workflows/${id}/activate`, { method: 'POST' });
  if (saved.status !== 201 || active.status !== 200) throw new Error(`${id}: ${saved.text} ${active.text}`);
}
const traffic = new Traffic(host, random);

/** A person who has the editor open: what is asked for, and how long it takes. */
const looks = [];
let isOver = false;
const editor = (async () => {
  while (!isOver) {
    for (const path of ['/', '/api/workflows', '/api/runs?limit=20', '/api/health/ready']) {
      const began = performance.now();
      const status = await fetch(host.url + path, { signal: AbortSignal.timeout(30_000) }).then(async answer => { await answer.arrayBuffer(); return answer.status; }, broken => broken.message);
      if (!isAway) looks.push({ path, status, took: performance.now() - began });
    }
    await sleep(500);
  }
})();
let isAway = false;

/** A person who answers each pause with "again", once whatever was down is up. */
const healing = (async () => {
  while (!isOver) {
    const paused = await host.api('runs?status=PAUSED&limit=100').catch(() => null);
    for (const { id } of paused?.json?.items ?? []) {
      const run = await host.api(`runs/${id}`).catch(() => null);
      for (const pause of run?.json?.pauses ?? []) {
        await host.api(`runs/${id}/resume`, { method: 'POST', body: JSON.stringify({ pause: String(pause.pause ?? pause.id), answer: { type: 'retry' } }) }).catch(() => null);
      }
    }
    await sleep(500);
  }
})();

const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${host.process.pid}/status`, 'utf8'))[1]) * 1024;
const stored = async () => (await host.api('health/ready')).json.storage;
const metric = async name => Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec((await host.api('metrics')).text)?.[1] ?? NaN);

let measured = Date.now();
async function measure(rows, stretchSeconds, name) {
  measured = rows.length === 0 ? Date.now() : measured;
  await sleep(stretchSeconds * 1000);
  const passed = (Date.now() - measured) / 1000;
  measured = Date.now();
  const stretch = traffic.stretch(), rss = resident();
  const { bytes, freeBytes } = await stored().catch(() => ({ bytes: NaN, freeBytes: NaN }));
  const seen = { name, ...stretch, seconds: passed, rss, used: bytes - freeBytes, bytes, live: await metric('flowforge_runs_live').catch(() => NaN) };
  rows.push(seen);
  console.log(`${name.padEnd(10)} ${String(Math.round(seen.answered / seen.seconds)).padStart(6)}/s  p50 ${seen.p50.toFixed(1).padStart(7)} ms  p99 ${seen.p99.toFixed(1).padStart(8)} ms  ${String(mb(seen.rss)).padStart(5)} MB  store ${String(mb(seen.used)).padStart(6)} MB  live ${seen.live}  ${seen.statuses.map(([status, count]) => `${status}:${count}`).join(' ')}`);
  return seen;
}

// 1. The highest rate: what is answered with 32 callers, of which the load takes four fifths.
await traffic.closed(8, Math.max(3, seconds * 0.02));
traffic.stretch();
const highest = values.rate ? Number(values.rate) / 0.8 : await traffic.closed(32, Math.max(5, seconds * 0.05));
traffic.stretch();
const rate = highest * 0.8;
console.log(`${Math.round(highest)} calls a second with 32 callers; load at ${Math.round(rate)}, overload at ${Math.round(3 * highest)}`);

// 2. Load, in ten stretches.
const rows = [];
const loadBegan = Date.now();
const stop = traffic.begin(rate, false);
for (let i = 1; i <= 10; i++) await measure(rows, seconds * 0.06, `load ${i}`);
const [middle, last] = [rows.slice(3, 6), rows.slice(7, 10)];
const growth = (of, from) => median(last.map(of)) / median(from.map(of)) - 1;
check(median(last.map(row => row.rss)) < 1.15 * median(middle.map(row => row.rss)) + 16 * 1024 * 1024, `memory is flat: ${mb(median(middle.map(row => row.rss)))} MB in the middle, ${mb(median(last.map(row => row.rss)))} MB at the end`);
check(median(last.map(row => row.p50)) < 1.5 * median(middle.map(row => row.p50)) + 2, `latency is flat: p50 ${median(middle.map(row => row.p50)).toFixed(1)} and ${median(last.map(row => row.p50)).toFixed(1)} ms, p99 ${median(middle.map(row => row.p99)).toFixed(0)} and ${median(last.map(row => row.p99)).toFixed(0)} ms (${Math.round(100 * growth(row => row.p99, middle))} %)`);
const perRun = (from, to) => (rows[to].used - rows[from].used) / rows.slice(from + 1, to + 1).reduce((sum, row) => sum + row.answered, 0);
// The file grows in steps, so that of a short run little can be said.
check(perRun(5, 9) < 1.25 * perRun(1, 5) + 64, `the store grows with what is kept, and no faster: ${Math.round(perRun(1, 5))} and ${Math.round(perRun(5, 9))} bytes a run`);
check(traffic.wrong.length === 0, `all ${traffic.next} calls were answered as they must be${traffic.wrong.slice(0, 5).map(line => `\n       ${line}`).join('')}`);
const rounds = Math.floor((Date.now() - loadBegan) / 10_000);
const occurrences = schedules.map(({ id }) => [...effects.places.keys()].filter(place => place.startsWith(`/${id}/`)).length);
check(occurrences.every(count => count >= rounds - 1), `schedules of 10 s had ${occurrences.join(', ')} occurrences, at least ${rounds - 1} were due`);

// 3. An orderly stop while callers go on calling, and a start.
isAway = true;
traffic.wrong = [];
stop();
const going = traffic.begin(rate, true);
await sleep(500);
const asked = Date.now();
await host.kill('SIGTERM');
const stopTook = Date.now() - asked;
going();
check(stopTook <= 10_000, `SIGTERM under load: ended after ${(stopTook / 1000).toFixed(1)} s`);
traffic.agent.destroy();
await host.start();
traffic.host = host;
traffic.agent = new (traffic.agent.constructor)({ keepAlive: true, maxSockets: 4_000, maxFreeSockets: 512 });
await sleep(1000);
isAway = false;
await ended('after the stop');

// 4. Overload.
looks.length = 0;
traffic.stretch();
const over = traffic.begin(3 * highest, true);
const overRows = [];
for (let i = 1; i <= 4; i++) await measure(overRows, seconds * 0.05, `over ${i}`);
const unsent = over();
const counts = new Map();
for (const [status, count] of overRows.flatMap(row => row.statuses)) counts.set(status, (counts.get(status) ?? 0) + count);
const refused = (counts.get(503) ?? 0) + (counts.get(429) ?? 0);
check(refused > 0 && traffic.wrong.length === 0, `overload: ${refused} calls refused with 503 or 429 and Retry-After, ${[...counts].filter(([status]) => status !== 503 && status !== 429).map(([status, count]) => `${status}: ${count}`).join(', ')}; ${unsent} not sent for want of sockets here${traffic.wrong.slice(0, 5).map(line => `\n       ${line}`).join('')}`);
check([...counts.keys()].every(status => typeof status === 'number'), 'overload: every call was answered');
const slow = looks.map(look => look.took).sort((a, b) => a - b);
const p95 = slow[Math.floor(slow.length * 0.95)];
check(p95 < 2_000 && looks.every(look => look.status === 200), `overload: the editor's ${slow.length} questions took ${median(slow).toFixed(0)} ms, 95 of 100 under ${p95.toFixed(0)} ms${looks.filter(look => look.status !== 200).slice(0, 3).map(look => ` ${look.path}: ${look.status}`).join('')}`);
check(Math.max(...overRows.map(row => row.rss)) < 2 * median(last.map(row => row.rss)) + 128 * 1024 * 1024, `overload: memory ${mb(Math.max(...overRows.map(row => row.rss)))} MB at most`);
await ended('after the overload');

// 5. Retention: all that has ended is made as old as it may be, and what goes is used again.
isOver = true;
await editor;
await healing;
await host.kill('SIGTERM');
execFileSync('python3', ['-c', 'import sqlite3, sys; base = sqlite3.connect(sys.argv[1]); base.execute("UPDATE runs SET expires = 1 WHERE ended IS NOT NULL"); base.commit()', join(host.folder, 'flowforge.db')]);
await host.start();
const full = await stored();
let after = full;
for (const until = Date.now() + Math.max(180_000, seconds * 1000); Date.now() < until && after.bytes - after.freeBytes > 0.05 * full.bytes + 4 * 1024 * 1024;) {
  await sleep(2000);
  after = await stored();
}
check(after.bytes - after.freeBytes <= 0.05 * full.bytes + 4 * 1024 * 1024, `retention: of ${mb(full.bytes - full.freeBytes)} MB ${mb(after.bytes - after.freeBytes)} MB are left in use`);
const size = after.bytes;
traffic.host = host;
traffic.wrong = [];
traffic.agent = new (traffic.agent.constructor)({ keepAlive: true, maxSockets: 4_000, maxFreeSockets: 512 });
await traffic.closed(16, Math.max(3, seconds * 0.03));
const again = await stored();
check(again.bytes <= size * 1.02 + 1024 * 1024 && traffic.wrong.length === 0, `retention: the file has ${mb(size)} MB before new runs and ${mb(again.bytes)} MB after them`);
await host.kill('SIGTERM');
effects.close();
console.log(bad.length === 0 ? 'verdict: good' : `verdict: BAD, ${bad.length} of them\n${bad.map(line => `  ${line}`).join('\n')}`);
process.exit(bad.length === 0 ? 0 : 1);

/** All that was accepted has ended, and its calls have come, each under one key. */
async function ended(when) {
  const until = Date.now() + 180_000;
  let open = NaN;
  do {
    await sleep(1000);
    open = 0;
    for (const status of ['QUEUED', 'RUNNING', 'WAITING', 'PAUSED']) open += (await host.api(`runs?status=${status}&limit=500`)).json.items.filter(run => !run.workflowId.startsWith('clock')).length;
  } while (open > 0 && Date.now() < until);
  const missing = [...traffic.accepted].filter(([id, kind]) => kind.places.some(node => !effects.has(`/${id}/${node}/0`)));
  const lost = [];
  const ids = [...traffic.accepted.keys()];
  for (const id of [...missing.map(([id]) => id).slice(0, 50), ...Array.from({ length: Math.min(300, ids.length) }, () => ids[Math.floor(random() * ids.length)])]) {
    const run = await host.endOf(id, 5);
    const kind = traffic.accepted.get(id);
    if (run?.status !== (kind.status === 500 ? 'FAILED' : 'COMPLETED')) lost.push(`${kind.id} ${id}: ${run?.status} ${run?.failure?.code ?? ''}`);
  }
  check(open === 0 && missing.length === 0 && lost.length === 0 && effects.doubled.length === 0, `${when}: ${traffic.accepted.size} runs that were accepted, ${open} open, ${missing.length + lost.length} lost, ${effects.doubled.length} doubled; ${effects.calls} calls, ${effects.repeated} repeated under their key${[...missing.slice(0, 3).map(([id, kind]) => `${kind.id} ${id} made no call`), ...lost.slice(0, 3)].map(line => `\n       ${line}`).join('')}`);
}
