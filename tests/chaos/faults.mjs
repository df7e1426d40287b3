// What else a machine does to a host, one fault each: { lost: what is broken of the promise, line: what was seen }.
import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { Effects } from './effects.mjs';
import { Host, sleep } from './host.mjs';
import { Load } from './known.mjs';
import { audit } from './audit.mjs';
import { account, clock, slowCallers } from './outside.mjs';

const root = (...command) => execFileSync(command[0], command.slice(1), { stdio: 'pipe' });

/** A host under load; what is done to it; and what is left of its runs afterwards. */
async function under(program, host, act, atOnce = 40) {
  const effects = await Effects.start();
  await host.start();
  await Load.prepare(host, effects);
  const load = new Load(effects);
  await load.fill(host, atOnce);
  const seen = await act(host, load);
  const { lost, doubled } = await audit(host, load);
  await host.kill('SIGTERM');
  effects.close();
  return { lost: [...lost, ...doubled, ...(seen.lost ?? [])], line: `${seen.line}; ${load.runs.length} runs, ${effects.calls} calls; lost ${lost.length}, doubled ${doubled.length}` };
}

/** A small file system of its own, for a data folder. */
function disk(size) {
  const folder = mkdtempSync(join(tmpdir(), 'flowforge-disk-'));
  root('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'none', folder);
  return { folder, free: () => { root('umount', '-l', folder); rmSync(folder, { recursive: true }); } };
}

async function stopped(program) {
  return under(program, new Host(program), async (host, load) => {
    for (let i = 0; i < 5; i++) {
      host.process.kill('SIGSTOP');
      await sleep(1500);
      host.process.kill('SIGCONT');
      await load.fill(host, 40);
    }
    return { line: '5 times stopped for 1.5 s' };
  });
}

async function full(program) {
  const { folder, free } = disk('24m');
  try {
    return await under(program, new Host(program, folder), async (host, load) => {
      const filler = join(folder, 'filler');
      try { writeFileSync(filler, Buffer.alloc(64 * 1024 * 1024)); } catch { /* as full as it gets */ }
      let refused = 0;
      for (let i = 0; i < 20; i++) {
        const tried = await host.api('workflows/calls/runs', { method: 'POST', body: '{"n":1}', headers: { 'idempotency-key': `full-${i}` } }).catch(() => ({ status: 0 }));
        refused += tried.status === 201 ? 0 : 1;
        await sleep(100);
        if (refused > 2) break;
      }
      const alive = (await host.api('health/live')).status;
      rmSync(filler);
      await sleep(6000);
      await load.fill(host, 60);
      return { lost: alive === 200 ? [] : [`the host answered ${alive} on a full disk`], line: `disk full for a while, ${refused} starts not taken meanwhile, alive ${alive}` };
    });
  } finally { free(); }
}

async function readOnly(program) {
  const { folder, free } = disk('64m');
  try {
    return await under(program, new Host(program, folder), async (host, load) => {
      // Files that are open for writing keep a file system from turning read-only, so the folder is covered by a read-only view of itself for the next start.
      await load.fill(host, 40);
      await host.kill();
      root('mount', '-o', 'remount,ro', folder);
      const said = await host.start().then(() => host.kill().then(() => 'it started'), refused => refused.message);
      root('mount', '-o', 'remount,rw', folder);
      await host.start();
      const named = said.includes(folder) && said.split('\n').length === 1;
      return { lost: named ? [] : [`on a read-only folder it said: ${said}`], line: 'a read-only folder is named and refused, and taken once it can be written' };
    });
  } finally { free(); }
}

async function twoHosts(program) {
  return under(program, new Host(program), async host => {
    const said = await new Host(program, host.folder).start().then(other => other.kill().then(() => 'it started'), refused => refused.message);
    const named = said.includes(host.folder) && said.includes('in use');
    return { lost: named ? [] : [`the second host said: ${said}`], line: 'the second host on the folder refuses and says who has it' };
  });
}

/** Changes the database of a host that is not running, lets it start, and puts it back. */
async function damaged(program, change) {
  const host = new Host(program);
  return under(program, host, async (_, load) => {
    await host.kill('SIGTERM');
    const file = join(host.folder, 'flowforge.db');
    copyFileSync(file, `${file}.good`);
    const judge = change(file, load);
    host.output = '';
    const seen = await host.start().then(() => 'started', refused => refused.message);
    const { lost, line } = await judge(seen, host, load);
    if (seen === 'started') await host.kill('SIGTERM');
    copyFileSync(`${file}.good`, file);
    for (const log of ['-wal', '-shm']) rmSync(file + log, { force: true });
    await host.start();
    return { lost, line };
  });
}

const cut = program => damaged(program, file => {
  truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096 + 1000);
  return seen => ({
    line: 'a database that was cut short is named at the start',
    lost: seen !== 'started' && seen.includes(file) && seen.split('\n').length === 1 ? [] : [`with a cut file it said: ${seen}`],
  });
});

// One bit in what is recorded of one run that waits: it is named and stays, and all others go on.
const flipped = program => damaged(program, file => {
  const mark = '{"began":"pause"';
  const at = readFileSync(file).lastIndexOf(mark) + 4;
  if (at === 3) throw new Error('No run waits.');
  const handle = openSync(file, 'r+');
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  writeSync(handle, Buffer.from([byte[0] ^ 0x04]), 0, 1, at);
  closeSync(handle);
  return async (seen, host, load) => {
    if (seen !== 'started') return { line: 'refused', lost: [`with a flipped bit it said: ${seen}`] };
    await sleep(4000);
    const open = [];
    for (const run of load.runs) {
      const end = await host.endOf(run.id, 15);
      if (end?.status !== 'COMPLETED') open.push(run.id);
    }
    const named = open.length === 1 && host.output.includes(open[0]);
    return { line: `a flipped bit: ${open.length} run of ${load.runs.length} stays, and the log names it`, lost: named ? [] : [`${open.length} runs do not end (${open}); the log said: ${host.output.slice(-600)}`] };
  };
});

export const faults = {
  stopped, full, readOnly, twoHosts, cut, flipped,
  clock: program => clock(program, under), slowCallers: program => slowCallers(program, under), account: program => account(program, under),
};
