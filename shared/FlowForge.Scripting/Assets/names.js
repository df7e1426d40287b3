// The names that scripts know from n8n, but those of the node's own items (OwnNames.cs). Each is made only when a source mentions it; this file is loaded,
// before any user code, only for a source that mentions one of them.
(function (g, host, isAll, mutates, names) {
  'use strict';
  const { stringify } = JSON;
  const fail = (code, message) => host('fail', code, message);
  // An error that says what a person did wrong, which an expression in n8n's manner does not swallow.
  const tell = (error) => host('tell', error);
  const look = (name, form, branch, run) => host('look', name, form, branch, run);

  // What n8n's people know of a file by, beside its own fields. Not enumerable, so that it is in no output.
  function seeFiles() {
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
    const withFiles = (item) => {
      for (const name of Object.keys(item?.binary ?? {})) {
        const entry = item.binary[name];
        if (typeof entry !== 'object' || entry === null) continue;
        for (const field of Object.keys(file)) {
          if (!(field in entry)) Object.defineProperty(entry, field, { get: file[field], configurable: true });
        }
      }
    };
    host('seeFiles', (answer) => {
      if (typeof answer !== 'object' || answer === null) return answer;
      for (const item of Array.isArray(answer) ? answer : Array.isArray(answer.items) ? answer.items : [answer]) withFiles(item);
      return answer;
    });
  }

  function paired(name, index) {
    const place = host('trace', name, index);
    if (place === -1) throw fail('expression.lineageLost', host('lost', name, index));
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

  function node(name) {
    name = String(name);
    return {
      get item() { return paired(name, host('index')); },
      get pairedItem() { return (index) => paired(name, index ?? host('index')); },
      get itemMatching() { return (index) => paired(name, index); },
      get json() { return paired(name, host('index')).json; },
      get binary() { return paired(name, host('index')).binary; },
      first: (branch, run) => look(name, 'first', branch, run) ?? undefined,
      last: (branch, run) => look(name, 'last', branch, run) ?? undefined,
      all: (branch, run) => host('all', name, branch, run),
      get params() { return look(name, 'params'); },
      get context() { return look(name, 'context'); },
      get isExecuted() { return look(name, 'executed'); },
      toString: () => `node ${name}`,
    };
  }

  // $node["X"].json is the item at the same place, not the one it came from.
  function place(name) {
    const items = look(name, 'at');
    const item = items.items[host('index') - items.from];
    if (item === undefined) throw fail('expression.failed', `Node '${name}' has no item ${host('index')}.`);
    return item;
  }

  function oldNode(name) {
    return {
      get json() { return place(name).json; },
      get binary() { return place(name).binary; },
      get parameter() { return look(name, 'params'); },
      get context() { return look(name, 'context'); },
      get runIndex() { return host('facts').runIndex; },
    };
  }

  // One object for each of the two, which the script changes in place.
  function state(whose) {
    if (host('step').isExpression) throw tell(new Error('$getWorkflowStaticData works in code nodes only.'));
    if (whose !== 'global' && whose !== 'node') throw tell(new Error("$getWorkflowStaticData takes 'global' or 'node'."));
    const answer = host('state', whose);
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
      if (host('wantsConsole')) host('log', level, values.map(show).join(' '));
    };
  }

  function luxon() {
    const library = host('luxon');
    const facts = host('facts');
    library.Settings.defaultZone = facts.zone;
    library.Settings.defaultLocale = 'en-US';
    library.Settings.now = () => facts.now;
    // The interpreter's own Intl answers the same, forty times slower.
    library.IANAZone.prototype.offset = function (ms) { return host('offset', this.name, ms); };
    // Its parts are what the locale writes; its whole text is not always.
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      configurable: true,
      get() { return (value) => this.formatToParts(value).map((part) => part.value).join(''); },
    });
    extensions?.extendLuxon(library);
    return library;
  }

  function execution() {
    const { id, mode, resumeUrl } = host('facts').run;
    const unkept = () => { throw tell(new Error('$execution.customData is not kept here; give the run\'s facts as items, or keep them with $getWorkflowStaticData.')); };
    const url = resumeUrl === null ? undefined : resumeUrl;
    return {
      id, mode: mode === 'manual' ? 'test' : 'production', resumeUrl: url, resumeFormUrl: url,
      customData: Object.defineProperties({}, Object.fromEntries(['get', 'getAll', 'set', 'setAll'].map((name) => [name, { get: () => unkept }]))),
    };
  }

  // What a model gives as the arguments of a call stands in the item that starts the node.
  function fromAI(key, description, type = 'string', fallback) {
    if (!/^[\w-]{1,64}$/.test(key)) throw tell(new TypeError(`$fromAI takes a name of letters, digits, _ and -, not '${key}'`));
    const given = isAll ? look('', 'first')?.json : host('json');
    const value = given !== undefined && Object.hasOwn(given, key) ? given[key] : fallback;
    if (value === undefined) throw tell(new Error(`No value was given for '${key}', and $fromAI has no default for it.`));
    return typed(key, value, type);
  }

  function typed(key, value, type) {
    const wrong = () => tell(new TypeError(`$fromAI: the value of '${key}' is no ${type}: ${JSON.stringify(value)}`));
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
      default: throw tell(new TypeError(`$fromAI knows no type '${type}'; there are string, number, boolean, json, date and datetime`));
    }
  }

  function search(value, query) {
    if (typeof value !== 'object' || value === null) throw tell(new TypeError(`$jmespath takes an object or an array first, not ${value === null ? 'null' : typeof value}`));
    try {
      return host('jmespath').search(value, String(query));
    } catch (error) {
      if (error?.name === 'LexerError' || error?.name === 'ParserError') return undefined;
      throw error;
    }
  }

  function extreme(name, values) {
    const wrong = values.find((value) => typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '' || Number.isNaN(Number(value))));
    if (wrong !== undefined) throw tell(new TypeError(`$${name} takes numbers, not ${show(wrong)}`));
    return Math[name](...values);
  }

  const refused = (name, why) => { throw tell(new Error(`${name} is not allowed here${why}`)); };
  const onlyIn = (name, where) => { throw tell(new Error(`${name} works in ${where} only.`)); };

  let loaded, extensions;
  const lux = () => loaded ??= luxon();
  const now = () => lux().DateTime.fromMillis(host('facts').now);

  const make = (name) => {
    switch (name) {
      case '$': return node;
      case '$node': return new Proxy({}, { get: (_, other) => (typeof other === 'string' ? oldNode(other) : undefined) });
      case '$items': return (other, branch, run) => host('all', other === undefined ? '' : String(other), branch, run);
      case '$runIndex':
      case '$thisRunIndex': return host('facts').runIndex;
      case '$nodeVersion':
      case '$version': return host('step').version;
      case '$nodeId': return host('step').id;
      case '$mode': return host('facts').run.mode;
      case '$now': return now();
      case '$today': return now().startOf('day');
      case 'DateTime': return lux().DateTime;
      case 'Duration': return lux().Duration;
      case 'Interval': return lux().Interval;
      case 'luxon': return lux();
      case '$workflow': return host('facts').workflow;
      case '$run': return host('facts').run;
      case '$execution': return execution();
      case '$vars': return host('facts').vars;
      case '$getWorkflowStaticData': return state;
      case '$prevNode': return { name: host('step').previous, outputIndex: host('step').previousOutput, runIndex: host('step').previousRun };
      case '$parameter': return look(host('step').node, 'params');
      case '$jmespath':
      case '$jmesPath': return search;
      case '$fromAI':
      case '$fromAi':
      case '$fromai': return fromAI;
      case '$if': return (condition, yes, no) => (condition ? yes : no);
      case '$ifEmpty': return (value, other) => (isEmpty(value) ? other : value);
      case '$max': return (...values) => extreme('max', values);
      case '$average': return (...values) => values.reduce((sum, value) => sum + Number(value), 0) / values.length;
      case '$not': return (value) => !value;
      case '$executionId': return host('facts').run.id;
      case '$min': return (...values) => extreme('min', values);
      case '$env': return refused('$env', '.');
      case '$secrets': return refused('$secrets', '; secrets are used by credentials only.');
      case '$evaluateExpression': return refused('$evaluateExpression', ': text is never run as code.');
      case '$response':
      case '$request':
      case '$pageCount': return onlyIn(name, 'the pagination of http');
      case 'console': return { log: log('log'), info: log('info'), warn: log('warn'), error: log('error'), debug: log('log') };
    }
  };

  function isEmpty(value) {
    if (value === undefined || value === null || value === '') return true;
    if (Array.isArray(value)) return value.length === 0;
    return typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0;
  }

  // Names that speak of the current item change with it.
  const ofItem = (name) => {
    switch (name) {
      case '$thisItem': return () => host('item');
      case '$data': return () => host('item')?.json;
      case '$thisItemIndex':
      case '$position': return () => (isAll ? 0 : host('index'));
    }
  };

  function extend() {
    const mentioned = names.filter((name) => name[0] === '.').map((name) => name.slice(1));
    const tools = { lux, isEmpty, hash: (text, kind) => host('hash', text, kind), base64: (text, back) => host('base64', text, back), tell };
    extensions = host('extensions')(tools, mentioned.includes('*') ? undefined : mentioned);
  }

  function define(name) {
    const get = ofItem(name);
    if (get !== undefined) Object.defineProperty(g, name, { configurable: true, get });
    else if (name === 'extensions') extend();
    else if (name === '.file') seeFiles();
    else if (name[0] !== '.') {
      // Made on first use: a name in a branch that is not taken costs nothing, and a question that fails does so in the script's own line.
      Object.defineProperty(g, name, {
        configurable: true,
        get() {
          const value = make(name);
          if (!mutates) Object.defineProperty(g, name, { value, configurable: true, writable: true });
          return value;
        },
        set(value) { Object.defineProperty(g, name, { value, configurable: true, writable: true }); },
      });
    }
  }

  names.forEach(define);
})
