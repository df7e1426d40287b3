// kill -9 again and again under load, on several hosts side by side, each over a data folder of its own.
import { audit } from './audit.mjs';
import { Effects } from './effects.mjs';
import { Host, sleep } from './host.mjs';
import { Load } from './known.mjs';

const atOnce = 16;

/** Calls of a life that is long enough for each run that is under way to get its turn: a node that is at work in five lives, none of which records anything of it, is rightly held to be what kills its host. */
const turn = 3 * atOnce;

export async function kill(program, { kills, hosts, minutes, random, evidence }) {
  const began = Date.now();
  const plan = { left: kills, done: 0, until: began + minutes * 60_000, said: 0 };
  const lanes = await Promise.all(Array.from({ length: hosts }, () => lane(program, plan, random, began)));
  const all = [];
  for (const { host, load, died } of lanes) {
    all.push(await audit(host, load, { kills: died, evidence }));
    await host.kill('SIGTERM');
    load.effects.close();
  }
  const lost = all.flatMap(one => one.lost), doubled = all.flatMap(one => one.doubled), byRule = all.flatMap(one => one.byRule);
  const sum = of => lanes.reduce((total, one) => total + of(one), 0);
  byRule.slice(0, 10).forEach(line => console.log(`     by rule: ${line}`));
  return {
    lost: [...lost, ...doubled.map(place => `${place} was called under two keys`)],
    line: `${plan.done} kills of ${hosts} hosts in ${Math.round((Date.now() - began) / 1000)} s, ${sum(one => one.load.runs.length)} runs, ${sum(one => one.load.effects.calls)} calls, `
      + `${sum(one => one.load.effects.repeated)} repeated under their own key; lost ${lost.length}, doubled ${doubled.length}; ended by the rule of nodes that kill their host ${byRule.length}`,
  };
}

/** One host's lives, one after another. */
async function lane(program, plan, random, began) {
  const load = new Load(await Effects.start());
  const host = await new Host(program).start();
  await Load.prepare(host, load.effects);
  const died = [];
  let wasShort = false;
  while (plan.left-- > 0 && Date.now() < plan.until) {
    // A third of the lives are short, also shorter than a start, but never two in a row.
    wasShort = !wasShort && random() < 0.33;
    await life(host, load, wasShort ? 0 : turn, wasShort ? random() * 150 : random() * 300);
    died.push(Date.now());
    plan.done++;
    if (wasShort && random() < 0.5) {
      await stillborn(host, 50 + random() * 400);
    }
    await host.start();
    report(plan, began);
  }
  return { host, load, died };
}

/** Work is given to the host until it has made so many calls, and some time more; then it is killed. */
async function life(host, load, calls, more) {
  const before = load.effects.calls;
  const old = calls > 0 ? [...load.inFlight] : [];
  let isOver = false;
  const end = (async () => {
    for (let waited = 0; waited < 20_000 && (load.effects.calls - before < calls || old.some(run => load.inFlight.has(run))); waited += 20) await sleep(20);
    await sleep(more);
    await host.kill();
  })().finally(() => { isOver = true; });
  while (!isOver) {
    await load.fill(host, atOnce);
    await sleep(10);
  }
  await end;
}

/** A host that is killed before it listens. */
async function stillborn(host, after) {
  const started = host.start().catch(() => null);
  await sleep(after);
  await host.kill();
  await started;
}

function report(plan, began) {
  if (plan.done >= plan.said + 50) {
    plan.said = plan.done;
    console.log(`  ${plan.done} kills, ${Math.round((Date.now() - began) / 1000)} s`);
  }
}
