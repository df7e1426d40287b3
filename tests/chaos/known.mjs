// Runs whose output and calls are known, started under keys of their own, so that a start whose answer was lost can be sent again.
import { sleep } from './host.mjs';

// EFFECTS stands for the address of the world outside.
const call = (id, n, ms = 30) => `{ id: ${id}, kind: http, parameters: { method: POST, url: "=EFFECTS/{{ $execution.id }}/${id}/{{ $runIndex }}?ms=${ms}&n={{ ${n} }}" } }`;

const flow = (id, nodes, edges) => `flowforge: 1
id: ${id}
graph:
  nodes:
    - { id: start, kind: trigger.manual }
${nodes.map(node => `    - ${node}`).join('\n')}
  edges:
${edges.map(edge => `    - { ${edge} }`).join('\n')}
`;

/** Each with the calls of one run and its output for a number. */
export const kinds = [
  {
    id: 'calls', places: ['first/0', 'second/0', 'third/0'], output: n => JSON.stringify({ ok: n + 2 }),
    yaml: flow('calls', [call('first', '$json.n'), '{ id: more, kind: set, parameters: { fields: { n: "={{ $json.ok + 1 }}" } } }', call('second', '$json.n'), call('third', '$json.ok + 1')],
      ['from: start, to: first', 'from: first, to: more', 'from: more, to: second', 'from: second, to: third']),
  },
  {
    id: 'waits', places: ['one/0', 'two/0'], output: n => JSON.stringify({ ok: n }),
    yaml: flow('waits', [call('one', '$json.n'), '{ id: pause, kind: wait, parameters: { mode: time, seconds: 1 } }', call('two', '$json.ok')],
      ['from: start, to: one', 'from: one, to: pause', 'from: pause, to: two']),
  },
  {
    id: 'loop', places: ['call/0', 'call/1', 'call/2', 'call/3'], output: n => JSON.stringify({ sum: 4 * n + 6 }),
    yaml: flow('loop', [
      '{ id: many, kind: code, parameters: { mode: allItems, source: "const n = $input.first().json.n; return [0, 1, 2, 3].map(k => ({ json: { n: n + k } }))" } }',
      '{ id: each, kind: loop, parameters: { batchSize: 1, concurrency: 2 } }', call('call', '$json.n'),
      '{ id: sum, kind: code, parameters: { mode: allItems, source: "return [{ json: { sum: $input.all().reduce((s, item) => s + item.json.ok, 0) } }]" } }'],
    ['from: start, to: many', 'from: many, to: each', 'from: each, fromPort: loop, to: call', 'from: call, to: each', 'from: each, fromPort: done, to: sum']),
  },
];

export class Load {
  runs = [];
  next = 0;
  waiting = [];
  inFlight = new Set();

  constructor(effects) { this.effects = effects; }

  /** Whether all calls of a run have come: it has ended, or is about to. */
  isThrough({ id, kind }) { return kind.places.every(place => this.effects.has(`/${id}/${place}`)); }

  static async prepare(host, effects) {
    for (const kind of kinds) {
      const saved = await host.api('workflows', { method: 'POST', body: kind.yaml.replaceAll('EFFECTS', effects.url), type: 'application/yaml' });
      if (saved.status !== 201) throw new Error(`${kind.id} was not saved: ${saved.status} ${saved.text}`);
    }
  }

  /** Starts runs until so many are known that have not ended, or the host is gone. */
  async fill(host, atOnce) {
    try {
      await this.resend(host);
      for (const run of [...this.inFlight].filter(run => this.isThrough(run))) this.inFlight.delete(run);
      await this.forgetEnded(host, [...this.inFlight].slice(0, 3));
      while (this.inFlight.size < atOnce) {
        this.waiting.push({ kind: kinds[this.next % kinds.length], n: this.next++ });
        await this.resend(host);
      }
    } catch {
      // The host is gone; what was not answered is sent again to the next.
    }
  }

  /** The oldest are looked at: one that has failed makes no more calls. */
  async forgetEnded(host, runs) {
    for (const run of runs) {
      const { json } = await host.api(`runs/${run.id}`);
      if (json && ['COMPLETED', 'FAILED', 'CANCELLED'].includes(json.status)) this.inFlight.delete(run);
    }
  }

  async resend(host) {
    while (this.waiting.length > 0) {
      const { kind, n } = this.waiting[0];
      const started = await host.api(`workflows/${kind.id}/runs`, {
        method: 'POST', body: JSON.stringify({ n }), headers: { 'idempotency-key': `chaos-${n}` },
      });
      if (started.status !== 201 && started.status !== 200) throw new Error(`${started.status} ${started.text}`);
      const run = { id: started.json.id, kind, n };
      this.runs.push(run);
      this.inFlight.add(run);
      this.waiting.shift();
    }
  }
}
