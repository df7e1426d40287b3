// The names that scripts know from n8n. Each is made only when a source mentions it.
(function (g, driver, host) {
  'use strict';
  const { at, fail, wrap } = driver;
  const { stringify } = JSON;
  const cache = new Map();

  // What n8n's people know of a file by, beside its own fields. Not enumerable, so that it is in no output.
  const file = {
    id() { return this.ref; },
    mimeType() { return this.mime; },
    fileExtension() { return /\.([^./\\]+)$/.exec(this.fileName ?? '')?.[1]; },
    fileType() { return this.mime?.split('/')[0]; },
    fileSize() {
      if (typeof this.size !== 'number') return undefined;
      const step = this.size < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(this.size) / 3));
      return `${Number((this.size / 1000 ** step).toPrecision(3))} ${['B', 'kB', 'MB', 'GB', 'TB'][step]}`;
    },
    directory() { return undefined; },
  };

  function withFiles(item) {
    for (const name of Object.keys(item?.binary ?? {})) {
      const entry = item.binary[name];
      if (typeof entry !== 'object' || entry === null) continue;
      for (const field of Object.keys(file)) {
        if (!(field in entry)) Object.defineProperty(entry, field, { get: file[field], configurable: true });
      }
    }
    return item;
  }

  function seen(answer) {
    if (!names.has('.file') || typeof answer !== 'object' || answer === null) return answer;
    for (const item of Array.isArray(answer) ? answer : Array.isArray(answer.items) ? answer.items : [answer]) withFiles(item);
    return answer;
  }

  // The answer to a question about a node ('' is the asking node's input).
  function look(name, form) {
    const key = `${form}:${name}`;
    let answer = cache.get(key);
    if (answer === undefined) {
      answer = host.look(name, form);
      if (!host.mutates) cache.set(key, answer);
    }
    if (answer.code !== undefined) throw fail(answer.code, answer.message);
    return seen(answer.ok);
  }

  // A form with the output and the run that are meant, when they are given.
  function placed(form, branch, run) {
    if (branch === undefined && run === undefined) return form;
    for (const [what, value] of [['output', branch], ['run', run]]) {
      if (value !== undefined && value !== null && !(Number.isInteger(value) && value >= 0)) {
        throw new TypeError(`${form}() takes the index of an ${what === 'run' ? 'earlier run' : what}, a number from 0 on`);
      }
    }
    return `${form}:${branch ?? ''}:${run ?? ''}`;
  }

  function all(name, branch, run) {
    const items = look(name, placed('all', branch, run));
    return items.slice();
  }

  function paired(name, index) {
    const place = host.trace(name, index);
    if (place === -1) throw fail('expression.lineageLost', host.lost(name, index));
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
    return seen(at.binary === undefined ? { json: at.json } : { json: at.json, binary: at.binary });
  }

  function node(name) {
    name = String(name);
    return {
      get item() { return paired(name, at.index); },
      get pairedItem() { return (index) => paired(name, index ?? at.index); },
      get itemMatching() { return (index) => paired(name, index); },
      get json() { return paired(name, at.index).json; },
      get binary() { return paired(name, at.index).binary; },
      first: (branch, run) => look(name, placed('first', branch, run)) ?? undefined,
      last: (branch, run) => look(name, placed('last', branch, run)) ?? undefined,
      all: (branch, run) => all(name, branch, run),
      get params() { return look(name, 'params'); },
      get context() { return look(name, 'context'); },
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
      get context() { return look(name, 'context'); },
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
    // Its parts are what the locale writes; its whole text is not always.
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      configurable: true,
      get() { return (value) => this.formatToParts(value).map((part) => part.value).join(''); },
    });
    extensions?.extendLuxon(library);
    return library;
  }

  function execution() {
    const { id, mode, resumeUrl } = host.facts().run;
    const unkept = () => { throw new Error('$execution.customData is not kept here; give the run\'s facts as items, or keep them with $getWorkflowStaticData.'); };
    const url = resumeUrl === null ? undefined : resumeUrl;
    return {
      id, mode: mode === 'manual' ? 'test' : 'production', resumeUrl: url, resumeFormUrl: url,
      customData: Object.defineProperties({}, Object.fromEntries(['get', 'getAll', 'set', 'setAll'].map((name) => [name, { get: () => unkept }]))),
    };
  }

  // What a model gives as the arguments of a call stands in the item that starts the node.
  function fromAI(key, description, type = 'string', fallback) {
    if (!/^[\w-]{1,64}$/.test(key)) throw new TypeError(`$fromAI takes a name of letters, digits, _ and -, not '${key}'`);
    const given = host.isAll ? look('', 'first')?.json : at.json;
    const value = given !== undefined && Object.hasOwn(given, key) ? given[key] : fallback;
    if (value === undefined) throw new Error(`No value was given for '${key}', and $fromAI has no default for it.`);
    return typed(key, value, type);
  }

  function typed(key, value, type) {
    const wrong = () => new TypeError(`$fromAI: the value of '${key}' is no ${type}: ${JSON.stringify(value)}`);
    switch (type) {
      case 'string': return typeof value === 'string' ? value : show(value);
      case 'number':
        if (typeof value === 'boolean' || value === null || value === '' || Number.isNaN(Number(value))) throw wrong();
        return Number(value);
      case 'boolean':
        if (value !== true && value !== false && value !== 'true' && value !== 'false') throw wrong();
        return value === true || value === 'true';
      case 'json':
        if (typeof value !== 'string') return value;
        try {
          return JSON.parse(value);
        } catch {
          throw wrong();
        }
      case 'date':
      case 'datetime':
        if (!lux().DateTime.fromISO(String(value)).isValid) throw wrong();
        return value;
      default: throw new TypeError(`$fromAI knows no type '${type}'; there are string, number, boolean, json, date and datetime`);
    }
  }

  function search(value, query) {
    if (typeof value !== 'object' || value === null) throw new TypeError(`$jmespath takes an object or an array first, not ${value === null ? 'null' : typeof value}`);
    try {
      return host.jmespath().search(value, String(query));
    } catch (error) {
      if (error?.name === 'LexerError' || error?.name === 'ParserError') return undefined;
      throw error;
    }
  }

  function extreme(name, values) {
    const wrong = values.find((value) => typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '' || Number.isNaN(Number(value))));
    if (wrong !== undefined) throw new TypeError(`$${name} takes numbers, not ${show(wrong)}`);
    return Math[name](...values);
  }

  const refused = (name, why) => () => { throw new Error(`${name} is not allowed here${why}`); };
  const onlyIn = (name, where) => () => { throw new Error(`${name} works in ${where} only.`); };

  let loaded, extensions;
  const lux = () => loaded ??= luxon();
  const now = () => lux().DateTime.fromMillis(host.facts().now);

  const make = {
    $input: () => ({
      get item() { return current(); },
      first: (branch, run) => look('', placed('first', branch, run)) ?? undefined,
      last: (branch, run) => look('', placed('last', branch, run)) ?? undefined,
      all: (branch, run) => all('', branch, run),
      get params() { return look(host.node, 'params'); },
      get context() { return host.previous === null ? {} : look(host.previous, 'context'); },
    }),
    items: () => all(''),
    $: () => node,
    $node: () => new Proxy({}, { get: (_, name) => (typeof name === 'string' ? oldNode(name) : undefined) }),
    $items: () => (name, branch, run) => all(name === undefined ? '' : String(name), branch, run),
    $runIndex: () => host.facts().runIndex,
    $thisRunIndex: () => host.facts().runIndex,
    $nodeVersion: () => host.version,
    $version: () => host.version,
    $nodeId: () => host.id,
    $mode: () => host.facts().run.mode,
    $now: now,
    $today: () => now().startOf('day'),
    DateTime: () => lux().DateTime,
    Duration: () => lux().Duration,
    Interval: () => lux().Interval,
    luxon: lux,
    $workflow: () => host.facts().workflow,
    $run: () => host.facts().run,
    $execution: execution,
    $vars: () => host.facts().vars,
    $getWorkflowStaticData: () => state,
    $prevNode: () => ({ name: host.previous, outputIndex: host.previousOutput, runIndex: host.previousRun }),
    $parameter: () => look(host.node, 'params'),
    // In a script that runs once for all items these speak of the first.
    $json: () => look('', 'first')?.json,
    $binary: () => look('', 'first')?.binary,
    $itemIndex: () => 0,
    $jmespath: () => search,
    $jmesPath: () => search,
    $fromAI: () => fromAI,
    $fromAi: () => fromAI,
    $fromai: () => fromAI,
    $if: () => (condition, yes, no) => (condition ? yes : no),
    $ifEmpty: () => (value, other) => (isEmpty(value) ? other : value),
    $max: () => (...values) => extreme('max', values),
    $min: () => (...values) => extreme('min', values),
    $env: refused('$env', '.'),
    $secrets: refused('$secrets', '; secrets are used by credentials only.'),
    $evaluateExpression: refused('$evaluateExpression', ': text is never run as code.'),
    $response: onlyIn('$response', 'the pagination of http'),
    $request: onlyIn('$request', 'the pagination of http'),
    $pageCount: onlyIn('$pageCount', 'the pagination of http'),
    console: () => ({ log: log('log'), info: log('info'), warn: log('warn'), error: log('error'), debug: log('log') }),
  };

  function isEmpty(value) {
    if (value === undefined || value === null || value === '') return true;
    if (Array.isArray(value)) return value.length === 0;
    return typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0;
  }

  // Names that speak of the current item and change with it.
  const ofItem = {
    item: current,
    $thisItem: current,
    $data: () => current()?.json,
    $position: () => (host.isAll ? 0 : at.index),
  };

  function define(name) {
    if (Object.hasOwn(ofItem, name)) {
      Object.defineProperty(g, name, { configurable: true, get: ofItem[name] });
    } else if (name === 'extensions') {
      const mentioned = [...names].filter((other) => other[0] === '.').map((other) => other.slice(1));
      extensions = host.extensions()({ lux, isEmpty, hash: host.hash, base64: host.base64 }, mentioned.includes('*') ? undefined : mentioned);
    } else if (Object.hasOwn(make, name)) {
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

  let names;
  return (wanted) => {
    names = new Set(wanted);
    if (names.has('.file')) driver.onBinary((binary) => withFiles({ binary }));
    for (const name of names) define(name);
  };
})
