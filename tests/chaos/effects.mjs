// The world outside: it counts every call by its Idempotency-Key, and an effect happens once per key. ?ms= is how long an answer takes, ?n= what it says.
import { createServer } from 'node:http';

export class Effects {
  /** Calls by key: { place, count }. */
  keys = new Map();
  /** Calls by place (a run, a node, an index), first first: { at, key }. */
  places = new Map();
  calls = 0;

  static async start() {
    const effects = new Effects();
    effects.server = createServer((request, response) => effects.take(request, response));
    effects.server.keepAliveTimeout = 60_000;
    await new Promise(listening => effects.server.listen(0, '127.0.0.1', listening));
    effects.url = `http://127.0.0.1:${effects.server.address().port}`;
    return effects;
  }

  take(request, response) {
    const url = new URL(request.url, this.url);
    const key = request.headers['idempotency-key'] ?? '';
    this.calls++;
    const known = this.keys.get(key) ?? { place: url.pathname, count: 0 };
    known.count++;
    this.keys.set(key, known);
    const calls = this.places.get(url.pathname) ?? [];
    calls.push({ at: Date.now(), key });
    this.places.set(url.pathname, calls);
    request.resume();
    setTimeout(() => {
      // ?first=500: down at the first call of a place.
      if (url.searchParams.has('first') && calls.length === 1) response.statusCode = Number(url.searchParams.get('first'));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: Number(url.searchParams.get('n') ?? 0) }));
    }, Number(url.searchParams.get('ms') ?? 0));
  }

  /** Calls that came again under their own key: what "at least once" allows. */
  get repeated() { return this.calls - this.keys.size; }

  /** Places that were called under more than one key: an effect that happened twice. */
  get doubled() { return [...this.places].filter(([, calls]) => calls.some(call => call.key !== calls[0].key)).map(([place]) => place); }

  /** The calls of a place, first first. */
  of(place) { return this.places.get(place) ?? []; }

  /** Whether the effect of a place has happened. */
  has(place) { return this.places.has(place); }

  close() { this.server.closeAllConnections(); this.server.close(); }
}
