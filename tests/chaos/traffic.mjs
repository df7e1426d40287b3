// What people and programs do with a host: webhooks of several kinds, sent at a rate, each with the answer it must get.
import { Agent, request } from 'node:http';

const hook = (id, respond) => `{ id: hook, kind: trigger.webhook, parameters: { path: ${id}, respond: ${respond}, auth: { type: none } } }`;
const post = (id, more = '') => `{ id: ${id}, kind: http, parameters: { method: POST, url: "=EFFECTS/{{ $execution.id }}/${id}/{{ $runIndex }}?n=1${more}" } }`;
const flow = (id, nodes, edges, config = '') => `flowforge: 1
id: ${id}
${config}graph:
  nodes:
${nodes.map(node => `    - ${node}`).join('\n')}
  edges:
${edges.map(edge => `    - { ${edge} }`).join('\n')}
`;

/** Each kind of work: its share of a hundred calls, the right status, the right answer (null: the run's own), and the nodes whose calls must come. */
export const work = [
  {
    id: 'order', share: 52, status: 200, places: [], answer: n => JSON.stringify({ n, size: n % 2 === 0 ? 'even' : 'odd', total: n * 3 }),
    yaml: flow('order', [
      hook('order', 'lastNode'), '{ id: total, kind: set, parameters: { keep: none, fields: { n: "={{ $json.body.n }}", even: "={{ $json.body.even }}", total: "={{ $json.body.n * 3 }}" } } }',
      '{ id: which, kind: if, parameters: { conditions: [{ left: "={{ $json.even }}", operator: boolean.true }] } }',
      '{ id: even, kind: set, parameters: { keep: none, fields: { n: "={{ $json.n }}", size: even, total: "={{ $json.total }}" } } }',
      '{ id: odd, kind: set, parameters: { keep: none, fields: { n: "={{ $json.n }}", size: odd, total: "={{ $json.total }}" } } }', '{ id: end, kind: noop }',
    ], ['from: hook, to: total', 'from: total, to: which', 'from: which, fromPort: "true", to: even', 'from: which, fromPort: "false", to: odd', 'from: even, to: end', 'from: odd, to: end']),
  },
  { id: 'notify', share: 20, status: 202, places: ['tell'], answer: null, yaml: flow('notify', [hook('notify', 'immediately'), post('tell')], ['from: hook, to: tell']) },
  {
    id: 'pause', share: 10, status: 202, places: ['tell'], answer: null,
    yaml: flow('pause', [hook('pause', 'immediately'), '{ id: rest, kind: wait, parameters: { mode: time, seconds: 3 } }', post('tell')], ['from: hook, to: rest', 'from: rest, to: tell']),
  },
  {
    id: 'many', share: 8, status: 200, places: [], answer: n => JSON.stringify({ sum: 10 * n + 45 }),
    yaml: flow('many', [
      hook('many', 'lastNode'), '{ id: ten, kind: code, parameters: { mode: allItems, source: "const n = $input.first().json.body.n; return [...Array(10).keys()].map(k => ({ json: { n: n + k } }))" } }',
      '{ id: each, kind: loop, parameters: { batchSize: 2, concurrency: 2 } }', '{ id: keep, kind: set, parameters: { keep: none, fields: { n: "={{ $json.n }}" } } }',
      '{ id: sum, kind: code, parameters: { mode: allItems, source: "return [{ json: { sum: $input.all().reduce((s, item) => s + item.json.n, 0) } }]" } }',
    ], ['from: hook, to: ten', 'from: ten, to: each', 'from: each, fromPort: loop, to: keep', 'from: keep, to: each', 'from: each, fromPort: done, to: sum']),
  },
  {
    id: 'fails', share: 8, status: 500, places: [], answer: null,
    yaml: flow('fails', [hook('fails', 'lastNode'), '{ id: end, kind: stop, parameters: { message: "as it should be" } }'], ['from: hook, to: end']),
  },
  {
    id: 'heals', share: 2, status: 202, places: ['tell'], answer: null,
    yaml: flow('heals', [hook('heals', 'immediately'), post('tell', '&first=500')], ['from: hook, to: tell'], 'config: { healing: suggest }\n'),
  },
];

export const schedules = Array.from({ length: 5 }, (_, i) => ({
  id: `clock${i}`, yaml: flow(`clock${i}`, ['{ id: clock, kind: trigger.schedule, parameters: { every: 10s } }', `{ id: tell, kind: http, parameters: { method: POST, url: "=EFFECTS/clock${i}/{{ $execution.id }}/0?n=1" } }`], ['from: clock, to: tell']),
}));

const deck = work.flatMap(kind => Array(kind.share).fill(kind));

/** Sends work to a host and holds each answer against what it must be. */
export class Traffic {
  /** Runs that the host has said it has, by id: their kind. */
  accepted = new Map();
  /** What came otherwise than it may, a line each. */
  wrong = [];
  /** Of the present stretch: milliseconds of answers, and how many of each status. */
  took = [];
  statuses = new Map();
  outstanding = 0;
  next = 0;

  constructor(host, random) {
    Object.assign(this, { host, random });
    this.agent = new Agent({ keepAlive: true, maxSockets: 4_000, maxFreeSockets: 512 });
  }

  /** One call; `isFinal` says that the host may refuse it (busy, stopping, gone). */
  send(mayRefuse) {
    const kind = deck[Math.floor(this.random() * deck.length)];
    const n = this.next++;
    const body = JSON.stringify({ n, even: n % 2 === 0 });
    const began = performance.now();
    this.outstanding++;
    return new Promise(done => {
      const call = request(`${this.host.url}/api/hooks/${kind.id}`, { method: 'POST', agent: this.agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, answer => {
        let text = '';
        answer.setEncoding('utf8').on('data', chunk => { text += chunk; }).on('end', () => {
          this.outstanding--;
          this.judge(kind, n, answer, text, performance.now() - began, mayRefuse);
          done();
        }).on('error', () => { this.outstanding--; this.note('cut off', mayRefuse, kind, n); done(); });
      });
      call.on('error', broken => { this.outstanding--; this.note(broken.code ?? broken.message, mayRefuse, kind, n); done(); });
      call.setTimeout(120_000, () => call.destroy(new Error('no answer in 120 s')));
      call.end(body);
    });
  }

  judge(kind, n, answer, text, took, mayRefuse) {
    this.statuses.set(answer.statusCode, (this.statuses.get(answer.statusCode) ?? 0) + 1);
    if (answer.statusCode === 503 || answer.statusCode === 429) {
      if (!mayRefuse || !answer.headers['retry-after']) this.wrong.push(`${kind.id} ${n}: ${answer.statusCode} ${answer.headers['retry-after'] ? '' : 'without Retry-After '}${text.slice(0, 200)}`);
      return;
    }
    this.took.push(took);
    // A caller who waits long gets 202 with the run in place of its answer.
    const isRun = answer.statusCode === 202;
    if (answer.statusCode !== kind.status && !isRun) this.wrong.push(`${kind.id} ${n}: ${answer.statusCode} ${text.slice(0, 200)}`);
    else if (isRun || kind.status === 500) this.accepted.set(JSON.parse(text)[isRun ? 'id' : 'runId'], kind);
    else if (text !== kind.answer(n)) this.wrong.push(`${kind.id} ${n}: answered ${text.slice(0, 200)}`);
  }

  note(what, mayRefuse, kind, n) {
    this.statuses.set(what, (this.statuses.get(what) ?? 0) + 1);
    if (!mayRefuse) this.wrong.push(`${kind.id} ${n}: ${what}`);
  }

  /** So many at a time, for a while; gives how many a second were answered. */
  async closed(atOnce, seconds) {
    const until = performance.now() + seconds * 1000;
    const before = this.next;
    await Promise.all(Array.from({ length: atOnce }, async () => { while (performance.now() < until) await this.send(false); }));
    return (this.next - before) / seconds;
  }

  /** So many a second, whatever is answered, until told to stop; calls for which this process has no socket left are not sent. */
  begin(rate, mayRefuse) {
    let due = 0, last = performance.now(), unsent = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      due += (now - last) * rate / 1000;
      last = now;
      for (; due >= 1; due--) {
        if (this.outstanding < 4_000) this.send(mayRefuse); else unsent++;
      }
    }, 10);
    return () => { clearInterval(timer); return unsent; };
  }

  /** What was measured since the last time. */
  stretch() {
    const took = this.took.sort((a, b) => a - b), at = share => took.length === 0 ? NaN : took[Math.min(took.length - 1, Math.floor(took.length * share))];
    const seen = { answered: took.length, p50: at(0.5), p99: at(0.99), statuses: [...this.statuses] };
    this.took = [];
    this.statuses = new Map();
    return seen;
  }
}
