// The names that scripts know from n8n. Each is made only when a source mentions it.
(function (g, driver, host) {
  'use strict';
  const { at, fail, wrap } = driver;
  const { stringify } = JSON;
  const cache = new Map();

  // The answer to a question about a node ('' is the asking node's input).
  function look(name, form) {
    const key = `${form}:${name}`;
    let answer = cache.get(key);
    if (answer === undefined) {
      answer = host.look(name, form);
      if (!host.mutates) cache.set(key, answer);
    }
    if (answer.code !== undefined) throw fail(answer.code, answer.message);
    return answer.ok;
  }

  function all(name) {
    const items = look(name, 'all');
    return items.slice();
  }

  function paired(name, index) {
    const place = host.trace(name, index);
    if (place === -1) throw fail('expression.lineageLost', `The item that item ${index} came from in '${name}' is not known.`);
    if (place < -1) {
      const own = -2 - place;
      const items = look(name, 'all');
      if (own >= items.length) throw fail('expression.lineageLost', `'${name}' has no item ${own}.`);
      return items[own];
    }
    const pairs = look(name, 'pair');
    const at = place - pairs.from;
    const failure = pairs.failures[at];
    if (failure !== undefined) throw fail(failure.code, failure.message);
    if (!(at >= 0 && at < pairs.at.length)) throw fail('expression.lineageLost', `There is no item ${index}.`);
    return pairs.items[pairs.at[at]];
  }

  function current() {
    if (host.isAll) return look('', 'first') ?? undefined;
    return at.binary === undefined ? { json: at.json } : { json: at.json, binary: at.binary };
  }

  function node(name) {
    name = String(name);
    return {
      get item() { return paired(name, at.index); },
      get pairedItem() { return (index) => paired(name, index ?? at.index); },
      get itemMatching() { return (index) => paired(name, index); },
      get json() { return paired(name, at.index).json; },
      get binary() { return paired(name, at.index).binary; },
      first: () => look(name, 'first') ?? undefined,
      last: () => look(name, 'last') ?? undefined,
      all: () => all(name),
      get params() { return look(name, 'params'); },
      get isExecuted() { return look(name, 'executed'); },
      toString: () => `node ${name}`,
    };
  }

  // $node["X"].json is the item at the same place, not the one it came from.
  function place(name) {
    const items = look(name, 'at');
    const item = items.items[at.index - items.from];
    if (item === undefined) throw fail('expression.failed', `Node '${name}' has no item ${at.index}.`);
    return item;
  }

  function oldNode(name) {
    return {
      get json() { return place(name).json; },
      get binary() { return place(name).binary; },
      get parameter() { return look(name, 'params'); },
      get runIndex() { return host.facts().runIndex; },
    };
  }

  // One object for each of the two, which the script changes in place.
  function state(whose) {
    if (host.isExpression) throw new Error('$getWorkflowStaticData works in code nodes only.');
    if (whose !== 'global' && whose !== 'node') throw new Error("$getWorkflowStaticData takes 'global' or 'node'.");
    const answer = host.state(whose);
    if (answer.code !== undefined) throw fail(answer.code, answer.message);
    return answer.ok;
  }

  function show(value) {
    if (typeof value === 'string') return value;
    try {
      return (typeof value === 'object' ? stringify(value) : undefined) ?? String(value);
    } catch {
      return String(value);
    }
  }

  function log(level) {
    return (...values) => {
      if (host.wantsConsole()) host.log(level, values.map(show).join(' '));
    };
  }

  function luxon() {
    const library = host.luxon();
    const facts = host.facts();
    library.Settings.defaultZone = facts.zone;
    library.Settings.defaultLocale = 'en-US';
    library.Settings.now = () => facts.now;
    // The interpreter's own Intl answers the same, forty times slower.
    library.IANAZone.prototype.offset = function (ms) { return host.offset(this.name, ms); };
    extensions?.extendLuxon(library);
    return library;
  }

  let loaded, extensions;
  const lux = () => loaded ??= luxon();
  const now = () => lux().DateTime.fromMillis(host.facts().now);

  const make = {
    $input: () => ({
      get item() { return current(); },
      first: () => look('', 'first') ?? undefined,
      last: () => look('', 'last') ?? undefined,
      all: () => all(''),
    }),
    items: () => all(''),
    item: () => undefined,
    $: () => node,
    $node: () => new Proxy({}, { get: (_, name) => (typeof name === 'string' ? oldNode(name) : undefined) }),
    $items: () => (name) => all(name === undefined ? '' : String(name)),
    $runIndex: () => host.facts().runIndex,
    $now: now,
    $today: () => now().startOf('day'),
    DateTime: () => lux().DateTime,
    Duration: () => lux().Duration,
    Interval: () => lux().Interval,
    luxon: lux,
    $workflow: () => host.facts().workflow,
    $run: () => host.facts().run,
    $execution: () => host.facts().run,
    $vars: () => host.facts().vars,
    $getWorkflowStaticData: () => state,
    $prevNode: () => ({ name: host.previous }),
    $parameter: () => look(host.node, 'params'),
    // In a script that runs once for all items these speak of the first.
    $json: () => look('', 'first')?.json,
    $binary: () => look('', 'first')?.binary,
    $itemIndex: () => 0,
    $jmespath: () => (value, query) => host.jmespath().search(value, query),
    $if: () => (condition, yes, no) => (condition ? yes : no),
    $ifEmpty: () => (value, other) => (isEmpty(value) ? other : value),
    $max: () => (...values) => Math.max(...values),
    $min: () => (...values) => Math.min(...values),
    console: () => ({ log: log('log'), info: log('info'), warn: log('warn'), error: log('error'), debug: log('log') }),
  };

  function isEmpty(value) {
    if (value === undefined || value === null || value === '') return true;
    return Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.keys(value).length === 0;
  }

  function define(name) {
    if (name === '$env') {
      Object.defineProperty(g, name, { configurable: true, get() { throw new Error('$env is not allowed here.'); } });
    } else if (name === 'item') {
      Object.defineProperty(g, name, { configurable: true, get: current });
    } else if (name === 'extensions') {
      extensions = host.extensions()({ lux, isEmpty });
    } else {
      // Made on first use: a name in a branch that is not taken costs nothing, and a question that fails does so in the script's own line.
      Object.defineProperty(g, name, {
        configurable: true,
        get() {
          const value = make[name]();
          if (!host.mutates) Object.defineProperty(g, name, { value, configurable: true, writable: true });
          return value;
        },
        set(value) { Object.defineProperty(g, name, { value, configurable: true, writable: true }); },
      });
    }
  }

  return (names) => { for (const name of names) define(name); };
})
