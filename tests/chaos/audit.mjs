// What has become of runs whose output and calls are known: lost, doubled, or ended by the rule of nodes that take their host down with them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from './host.mjs';

/** Lives in which a node was at work and after which nothing of it was recorded, until it fails with node.crashedHost (Limits.Poison). */
const poison = 5;

/**
 * Of each run what its kind says: COMPLETED with its output, and each call come. A run that failed with node.crashedHost is "by rule" when the host was killed at least five times
 * while that node was at work, and all that is recorded as done has been called; whatever else is lost.
 * @returns {Promise<{ lost: string[], doubled: string[], byRule: string[] }>}
 */
export async function audit(host, load, { kills = [], evidence = null } = {}) {
  for (let tries = 0; load.waiting.length > 0 && tries < 100; tries++) {
    await load.resend(host).catch(() => sleep(200));
  }
  const found = { lost: [], doubled: [...load.effects.doubled], byRule: [] };
  for (const run of load.runs) {
    const end = await host.endOf(run.id);
    const wrong = wrongs(run, end, load.effects);
    if (wrong.length === 0) continue;
    const frames = await framesOf(host, run.id);
    const lives = end?.failure?.code === 'node.crashedHost' ? livesOf(run, end, frames, load.effects, kills) : 0;
    if (lives >= poison && uncalled(run, frames, load.effects).length === 0) {
      found.byRule.push(`${run.kind.id} ${run.id}: ${end.failure.nodeId} was at work in ${lives} lives`);
      continue;
    }
    found.lost.push(...wrong);
    keep(evidence, host, run, { wrong, end, lives, frames, calls: callsOf(run, load.effects), kills });
  }
  for (const place of found.doubled) keep(evidence, host, { id: place.split('/')[1] }, { place, calls: load.effects.of(place), kills });
  return found;
}

function wrongs({ id, kind, n }, end, effects) {
  const lines = [];
  const output = JSON.stringify((end?.output?.items ?? end?.output ?? [])[0]?.json);
  if (end?.status !== 'COMPLETED' || output !== kind.output(n)) {
    lines.push(`${kind.id} ${id}: ${end?.status} ${output ?? ''} ${end?.failure?.code ?? ''}`);
  }
  for (const place of kind.places.filter(place => !effects.has(`/${id}/${place}`))) {
    lines.push(`${kind.id} ${id}: the call ${place} never came`);
  }
  return lines;
}

/** How often the host was killed between the last that is recorded of the run before the failed node and its end: its ingress is written anew in each life. */
function livesOf(run, end, frames, effects, kills) {
  const node = end.failure.nodeId;
  const failed = frames.find(frame => frame.nodeId === node && frame.side === 'egress' && frame.failure?.code === 'node.crashedHost');
  if (!failed) return 0;
  const until = Date.parse(failed.timestamp);
  const recorded = frames.filter(frame => frame.side === 'egress' && frame !== failed).map(frame => Date.parse(frame.timestamp)).filter(at => at < until);
  const from = Math.max(Date.parse(end.startedAt), ...recorded);
  return kills.filter(at => at >= from && at <= until).length;
}

/** Calls that are recorded as done and never came. */
function uncalled({ id, kind }, frames, effects) {
  return kind.places.filter(place => {
    const [node, index] = place.split('/');
    return !effects.has(`/${id}/${place}`)
      && frames.some(frame => frame.nodeId === node && (frame.iteration || '0') === index && frame.side === 'egress' && frame.status === 'COMPLETED');
  });
}

async function framesOf(host, id) {
  const frames = [];
  for (let after = null; ;) {
    const { json } = await host.api(`runs/${id}/frames?limit=500${after ? `&after=${encodeURIComponent(after)}` : ''}`);
    frames.push(...(json?.items ?? json ?? []));
    if (!json?.next) return frames;
    after = json.next;
  }
}

function callsOf({ id, kind }, effects) {
  return Object.fromEntries(kind.places.map(place => [place, effects.of(`/${id}/${place}`)]));
}

function keep(evidence, host, { id }, what) {
  if (!evidence) return;
  mkdirSync(evidence, { recursive: true });
  writeFileSync(join(evidence, `${id}.json`), JSON.stringify({ folder: host.folder, ...what, log: host.output.slice(-20_000) }, null, 1));
}
