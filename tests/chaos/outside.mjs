// What goes wrong around a host: its clock is set, callers are slow on purpose, its storage account goes away and comes back.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Host, sleep } from './host.mjs';

const faketime = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1'].find(existsSync);

/** The clock on the wall is set ahead and back under load, by a second and by an hour; what measures durations goes on, as in a real machine. */
export async function clock(program, under) {
  if (!faketime) throw new Error('Not tried: it needs libfaketime (apt-get install libfaketime).');
  const file = join(mkdtempSync(join(tmpdir(), 'flowforge-clock-')), 'offset');
  writeFileSync(file, '+0');
  const host = new Host(program, undefined, { LD_PRELOAD: faketime, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' });
  return under(program, host, async (_, load) => {
    const yaml = `flowforge: 1\nid: each\ngraph:\n  nodes:\n    - { id: clock, kind: trigger.schedule, parameters: { every: 10s } }\n    - { id: tell, kind: http, parameters: { method: POST, url: "=${load.effects.url}/each/{{ $json.timestamp.slice(0, 18) }}/0" } }\n  edges:\n    - { from: clock, to: tell }\n`;
    await host.api('workflows', { method: 'POST', body: yaml, type: 'application/yaml' });
    await host.api('workflows/each/activate', { method: 'POST' });
    for (const offset of ['+3600', '+3597', '+3660', '+7200', '+7199', '+90000']) {
      writeFileSync(file, offset);
      await load.fill(host, 40);
      await sleep(2500);
    }
    const started = (await host.api('runs?workflow=each&limit=500')).json.items.length;
    const told = [...load.effects.places.keys()].filter(place => place.startsWith('/each/')).length;
    return { lost: started >= 2 && told >= 2 ? [] : [`the schedule has started ${started} times, and told of ${told}`], line: `the clock set ahead and back six times, by 1 s to 23 h; a schedule of 10 s started ${started} times, each occurrence once` };
  });
}

/** Hundreds of connections that say nothing, a header's byte, or a body's byte now and then: each is ended by a time limit, and everybody else is answered meanwhile. */
export async function slowCallers(program, under) {
  return under(program, new Host(program), async (host, load) => {
    const handles = () => readdirSync(`/proc/${host.process.pid}/fd`).length;
    const before = handles();
    const { hostname, port } = new URL(host.url);
    const began = Date.now();
    const open = (first, drip, every) => {
      const socket = connect(Number(port), hostname);
      const one = { ended: null };
      socket.on('connect', () => socket.write(first)).on('error', () => {}).on('close', () => { one.ended ??= Date.now() - began; clearInterval(timer); }).resume();
      const timer = setInterval(() => socket.write(drip), every);
      return one;
    };
    const headers = Array.from({ length: 600 }, () => open(`GET /api/runs HTTP/1.1\r\nHost: ${hostname}:${port}\r\nX-A: `, 'a', 1000));
    const bodies = Array.from({ length: 600 }, () => open(`POST /api/workflows HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`, ' ', 1000));
    const took = [];
    const most = () => Math.max(...[...headers, ...bodies].map(one => one.ended ?? Infinity));
    while (most() === Infinity && Date.now() - began < 120_000) {
      await load.fill(host, 40);
      const asked = Date.now();
      const answer = await host.api('workflows');
      took.push(answer.status === 200 ? Date.now() - asked : Infinity);
      await sleep(200);
    }
    took.sort((a, b) => a - b);
    const slowest = took[Math.floor(took.length * 0.95)];
    await sleep(1000);
    const left = handles() - before;
    const lost = [];
    if (!(most() < 60_000)) lost.push(`after ${Math.round((Date.now() - began) / 1000)} s ${[...headers, ...bodies].filter(one => one.ended === null).length} slow connections are open`);
    if (!(slowest < 2_000)) lost.push(`meanwhile an answer took ${slowest} ms`);
    if (left > 100) lost.push(`${left} handles are left`);
    return { lost, line: `1,200 slow connections, the last headers ended after ${(Math.max(...headers.map(one => one.ended)) / 1000).toFixed(0)} s and bodies after ${(Math.max(...bodies.map(one => one.ended)) / 1000).toFixed(0)} s; meanwhile 95 of 100 answers under ${slowest} ms; ${left} handles more than before` };
  });
}

/** The storage account stands still, and is stopped and started again, under load. */
export async function account(program, under) {
  const folder = fileURLToPath(new URL('../FlowForge.AzureStorage.Tests/azurite/', import.meta.url));
  if (!existsSync(join(folder, 'node_modules'))) throw new Error('Not tried: build tests/FlowForge.AzureStorage.Tests first; it installs the storage emulator.');
  const data = mkdtempSync(join(tmpdir(), 'flowforge-azurite-'));
  const first = await emulator(folder, data, [0, 0, 0]);
  let { process: running } = first;
  const url = kind => `http://127.0.0.1:${first.ports[kind]}/devstoreaccount1`;
  const host = new Host(program, undefined, {
    FlowForge__Store: 'azure',
    FlowForge__Storage__ConnectionString: `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=${url(0)};QueueEndpoint=${url(1)};TableEndpoint=${url(2)};`,
  });
  try {
    return await under(program, host, async (_, load) => {
      let ends = 0;
      for (let i = 0; i < 3; i++) {
        running.kill('SIGSTOP');
        await sleep(3000);
        running.kill('SIGCONT');
        await Promise.race([load.fill(host, 6), sleep(10_000)]);
        // It saves what it has, and then waits for its callers to hang up, which they do not.
        const ended = new Promise(ended => running.on('exit', ended));
        running.kill('SIGTERM');
        await Promise.race([ended, sleep(8_000)]);
        running.kill('SIGKILL');
        await ended;
        running = (await emulator(folder, data, first.ports)).process;
        // A host that could not renew its lease in time ends itself, and whoever keeps it running starts it again.
        await Promise.race([host.ended, sleep(20_000)]);
        if (host.process.exitCode !== null) {
          ends++;
          await host.start();
        }
        await Promise.race([load.fill(host, 6), sleep(10_000)]);
      }
      return { line: `the storage account three times still for 3 s, and three times stopped and started; the host gave its lease up ${ends} times` };
    }, 6);
  } finally { running.kill('SIGKILL'); }
}

async function emulator(folder, data, ports) {
  const process = spawn('node', [
    'node_modules/azurite/dist/src/azurite.js', '--location', data, '--disableTelemetry', '--skipApiVersionCheck', '--silent', '--blobPort', `${ports[0]}`, '--queuePort', `${ports[1]}`, '--tablePort', `${ports[2]}`,
  ], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const found = [];
  return new Promise((listens, ended) => {
    let said = '';
    process.on('exit', code => ended(new Error(`The emulator ended with ${code}: ${said}`)));
    process.stdout.on('data', bytes => {
      said += bytes;
      for (const [, service, port] of said.matchAll(/Azurite (Blob|Queue|Table) service is successfully listening at \S+:(\d+)/g)) found[['Blob', 'Queue', 'Table'].indexOf(service)] = Number(port);
      if (found.filter(Boolean).length === 3) listens({ process, ports: found });
    });
  });
}
