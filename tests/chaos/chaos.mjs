// node tests/chaos/chaos.mjs [--program flowforge.dll] [--kills N] [--hosts N] [--minutes N] [--only NAME,…] [--evidence FOLDER]
// Real faults against the real program on this machine. A line a fault; the exit code is 1 when something was lost or doubled, or a fault was not taken as promised.
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { faults } from './faults.mjs';
import { built } from './host.mjs';
import { kill } from './kill.mjs';

const { values } = parseArgs({
  options: {
    program: { type: 'string', default: built }, kills: { type: 'string', default: '1000' }, hosts: { type: 'string', default: '3' }, minutes: { type: 'string', default: '120' },
    only: { type: 'string' }, seed: { type: 'string' }, evidence: { type: 'string' },
  },
});
const all = { kill: program => kill(program, { kills: Number(values.kills), hosts: Number(values.hosts), minutes: Number(values.minutes), random, evidence }), ...faults };
const wanted = values.only?.split(',') ?? Object.keys(all);

let state = Number(values.seed ?? Date.now() % 1_000_000);
const evidence = values.evidence ?? join(tmpdir(), `flowforge-evidence-${state}`);
console.log(`seed ${state}`);
function random() {
  state = (state * 1103515245 + 12345) & 0x7fffffff;
  return state / 0x7fffffff;
}

let bad = 0;
for (const name of wanted) {
  try {
    const { lost = [], line } = await all[name](values.program, random);
    bad += lost.length > 0 ? 1 : 0;
    console.log(`${lost.length > 0 ? 'BAD ' : 'ok  '} ${name}: ${line}`);
    lost.slice(0, 20).forEach(one => console.log(`     ${one}`));
    if (lost.length > 0) console.log(`     what is known of each is in ${evidence}`);
  } catch (broken) {
    bad++;
    console.log(`BAD  ${name}: ${broken.stack}`);
  }
}
console.log(`${wanted.length - bad} passed, ${bad} failed`);
process.exit(bad > 0 ? 1 : 0);
