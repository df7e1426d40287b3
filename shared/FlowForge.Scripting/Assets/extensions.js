// Methods that n8n's expressions have on values. They are not enumerable, and each engine gets its own, only those that its source mentions.
(function (tools, wanted) {
  'use strict';
  const { isEmpty, lux, hash, base64, tell } = tools;
  const { stringify, parse } = JSON;
  const { entries, fromEntries, hasOwn } = Object;
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const words = (text) => text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  const email = /[^\s@<>()[\],;:"]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
  const url = /https?:\/\/[^\s<>"']+/i;
  const domain = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}$/u;
  const small = new Set('a an and as at but by for in nor of on or per the to v via vs'.split(' '));
  let letters;

  // The engine has no decomposed forms of characters (invariant globalization), so that the letters are listed.
  function plainLetter(char) {
    letters ??= new Map(entries({
      a: 'àáâãåāăą', c: 'çćč', d: 'ďđð', e: 'èéêëēėęě', g: 'ğģ', i: 'ìíîïīįı', k: 'ķ', l: 'ļľł', n: 'ñńņň', o: 'òóôõøōő', r: 'ŕřŗ', s: 'śšşș',
      t: 'ťţț', u: 'ùúûūůűų', w: 'ŵ', y: 'ýÿŷ', z: 'źžż', ae: 'äæ', oe: 'öœ', ue: 'ü', ss: 'ß', th: 'þ',
    }).flatMap(([plain, marked]) => [...marked].flatMap((letter) => [[letter, plain], [letter.toUpperCase(), capital(plain)]])));
    return letters.get(char) ?? char;
  }

  // Values that are the same text as JSON are the same.
  const identity = (value) => (typeof value === 'object' && value !== null ? `o${stringify(value)}` : typeof value === 'string' ? `s${value}` : value);

  function distinct(list, key) {
    const seen = new Set();
    return list.filter((value) => {
      const id = identity(key === undefined ? value : key(value));
      return !seen.has(id) && seen.add(id);
    });
  }

  function among(list) {
    const ids = new Set(list.map(identity));
    return (value) => ids.has(identity(value));
  }

  function unique(list, keys) {
    const names = keys.flatMap((key) => String(key).split(',').map((name) => name.trim()));
    return distinct(list, names.length === 0 ? undefined : (value) => names.map((name) => value?.[name]));
  }

  function numbers(list, method) {
    const wrong = list.findIndex((value) => typeof value !== 'number');
    if (wrong >= 0) throw tell(new TypeError(`${method}() takes numbers only; element ${wrong} is ${stringify(list[wrong]) ?? 'undefined'}`));
    return list;
  }

  function whole(value, method) {
    const number = Number(value);
    if (!Number.isInteger(number)) throw tell(new TypeError(`${method}() takes whole numbers only, not ${number}`));
    return number;
  }

  // Of a format of Luxon's, or a unit of a time stamp, when one is given.
  function toDateTime(text, format) {
    if (format !== undefined && format !== '') {
      if (/^(?:ms|s|us|excel)$/.test(format)) return fromNumber(toNumber(text), format);
      const date = lux().DateTime.fromFormat(text, format);
      if (!date.isValid) throw tell(new TypeError(`'${text}' is no date of the format '${format}'`));
      return date;
    }
    for (const read of ['fromISO', 'fromHTTP', 'fromRFC2822', 'fromSQL']) {
      const date = lux().DateTime[read](text, { setZone: true });
      if (date.isValid) return date;
    }
    const date = /^-?\d+$/.test(text) ? new Date(Number(text)) : new Date(text);
    if (Number.isNaN(date.getTime())) throw tell(new TypeError(`'${text}' is no date`));
    return lux().DateTime.fromJSDate(date);
  }

  function fromNumber(number, unit) {
    switch (unit) {
      case 'ms': return lux().DateTime.fromMillis(number);
      case 's': return lux().DateTime.fromMillis(number * 1000);
      case 'us': return lux().DateTime.fromMillis(number / 1000);
      // Day 25569 of a spreadsheet is the first of 1970.
      case 'excel': return lux().DateTime.fromMillis(Math.round((number - 25569) * 86400000));
      default: throw tell(new TypeError(`'${unit}' is no unit of a time stamp; there are ms, s, us and excel`));
    }
  }

  function toNumber(text) {
    const value = text.trim() === '' ? NaN : Number(text.replace(/^\s*\p{Sc}|\p{Sc}\s*$/gu, ''));
    if (Number.isNaN(value)) throw tell(new TypeError(`'${text}' is no number`));
    return value;
  }

  const titled = (text) => {
    let isFirst = true;
    return text.replace(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu, (word) => {
      const lower = word.toLowerCase();
      const title = !isFirst && small.has(lower) ? lower : capital(word);
      isFirst = false;
      return title;
    });
  };

  const withoutMarkdown = (text) => [
    [/^\s*(?:```|~~~).*$/gm, ''], [/!\[([^\]]*)\]\([^)]*\)/g, '$1'], [/\[([^\]]*)\]\([^)]*\)/g, '$1'], [/\[([^\]]*)\]\[[^\]]*\]/g, '$1'],
    [/^\s{0,3}\[[^\]]+\]:.*$/gm, ''], [/^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/gm, '$1'], [/^(?:=+|-{3,}|\*{3,}|_{3,})\s*$/gm, ''],
    [/^\s{0,3}(?:>\s?)+/gm, ''], [/^(\s*)(?:[*+-]|\d+\.)\s+/gm, '$1'], [/<[^>]*>/g, ''],
    [/(\*\*|__)(?=\S)(.*?\S)\1/g, '$2'], [/(\*|_)(?=\S)(.*?\S)\1/g, '$2'], [/~~(?=\S)(.*?\S)~~/g, '$1'], [/`+([^`]+)`+/g, '$1'],
  ].reduce((plain, [pattern, by]) => plain.replace(pattern, by), text);

  const string = {
    isEmpty() { return this.length === 0; },
    isNotEmpty() { return this.length > 0; },
    isNumeric() { return this.length > 0 && !/\s/.test(this) && !Number.isNaN(Number(this)); },
    isEmail() { return new RegExp(`^${email.source}$`, 'u').test(this); },
    isUrl() { return new RegExp(`^${url.source}$`, 'i').test(this); },
    isDomain() { return domain.test(this); },
    toNumber() { return this.trim() === '' ? 0 : toNumber(String(this)); },
    toInt(radix = 10) {
      const value = parseInt(this, radix);
      if (Number.isNaN(value)) throw tell(new TypeError(`'${this}' is no number`));
      return value;
    },
    toFloat() { return toNumber(String(this)); },
    toBoolean() { return !['false', '0', '', 'no'].includes(this.toLowerCase()); },
    toDateTime(format) { return toDateTime(String(this), format); },
    toTitleCase() { return titled(String(this)); },
    toSentenceCase() { return this.toLowerCase().replace(/(^\s*|[.!?]\s+)(\p{L})/gu, (all, before, first) => before + first.toUpperCase()); },
    toCamelCase() { return words(String(this)).map((word, i) => (i === 0 ? word.toLowerCase() : capital(word))).join(''); },
    toSnakeCase() { return this.toLowerCase().replace(/[\s-]/g, '_').replace(/[^\p{L}\p{N}_]/gu, ''); },
    toKebabCase() { return words(String(this)).join('-').toLowerCase(); },
    toJsonString() { return stringify(String(this)); },
    extractEmail() { return this.match(email)?.[0]; },
    extractUrl() { return this.match(url)?.[0]; },
    extractUrlPath() { return this.match(/^https?:\/\/[^/?#\s]+([^?#\s]*)/i)?.[1].replace(/^$/, '/'); },
    extractDomain() { return this.match(/(?:@|:\/\/(?:[^/\s@]*@)?)([^/\s:?#<>]+)/)?.[1] ?? (domain.test(this) ? String(this) : undefined); },
    removeTags() { return this.replace(/<[^>]*>/g, ''); },
    removeMarkdown() { return withoutMarkdown(String(this)); },
    replaceSpecialChars() { return this.replace(/[^\x00-\x7f]/g, plainLetter); },
    quote(mark = '"') { return mark + this.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`) + mark; },
    parseJson() {
      try {
        return parse(this);
      } catch {
        throw tell(new TypeError('the text is no JSON'));
      }
    },
    hash(algorithm = 'md5') { return hash(String(this), String(algorithm).toLowerCase()); },
    base64Encode() { return base64(String(this), false); },
    base64Decode() { return base64(String(this), true); },
    urlEncode(allChars = false) { return allChars ? encodeURI(this) : encodeURIComponent(this); },
    urlDecode(allChars = false) { return allChars ? decodeURI(this) : decodeURIComponent(this); },
  };

  const array = {
    isEmpty() { return this.length === 0; },
    isNotEmpty() { return this.length > 0; },
    first() { return this[0]; },
    last() { return this[this.length - 1]; },
    sum() { return numbers(this, 'sum').reduce((total, value) => total + value, 0); },
    average() { return this.length === 0 ? 0 : numbers(this, 'average').reduce((total, value) => total + value, 0) / this.length; },
    max() { return Math.max(...numbers(this, 'max')); },
    min() { return Math.min(...numbers(this, 'min')); },
    unique(...keys) { return unique(this, keys); },
    removeDuplicates(...keys) { return unique(this, keys); },
    compact() { return this.filter((value) => !isEmpty(value)); },
    chunk(size) {
      if (!(size >= 1)) throw tell(new TypeError('a chunk has at least one element'));
      return Array.from({ length: Math.ceil(this.length / size) }, (_, i) => this.slice(i * size, (i + 1) * size));
    },
    pluck(...keys) {
      const objects = this.filter(isObject);
      if (keys.length === 0) return objects;
      if (keys.length === 1) return objects.filter((value) => hasOwn(value, keys[0])).map((value) => value[keys[0]]);
      return objects.map((value) => keys.filter((key) => hasOwn(value, key)).map((key) => value[key])).filter((values) => values.length > 0);
    },
    append(...values) { return this.concat(values); },
    difference(other) {
      const isIn = among(other);
      return this.filter((value) => !isIn(value));
    },
    intersection(other) { return distinct(this).filter(among(other)); },
    union(other) { return distinct(this.concat(other)); },
    merge(other = []) { return this.reduce((merged, value, i) => (isObject(value) ? { ...merged, ...value, ...other[i], ...value, ...merged } : merged), {}); },
    randomItem() { return this[Math.floor(Math.random() * this.length)]; },
    renameKeys(...pairs) {
      const names = new Map();
      for (let i = 0; i + 1 < pairs.length; i += 2) names.set(pairs[i], pairs[i + 1]);
      // What is renamed goes to the end.
      const renamed = (value) => Object.keys(value).filter((key) => names.has(key)).map((key) => [names.get(key), value[key]]);
      return this.map((value) => (isObject(value) ? fromEntries([...entries(value).filter(([key]) => !names.has(key)), ...renamed(value)]) : value));
    },
    smartJoin(key, value) { return fromEntries(this.filter((entry) => isObject(entry) && hasOwn(entry, key)).map((entry) => [entry[key], entry[value]])); },
    toJsonString() { return stringify(this); },
  };

  const contains = (text) => ([, value]) => typeof value === 'string' && value.includes(text);

  const object = {
    isEmpty() { return Object.keys(this).length === 0; },
    isNotEmpty() { return Object.keys(this).length > 0; },
    keys() { return Object.keys(this); },
    values() { return Object.values(this); },
    hasField(name) { return hasOwn(this, name); },
    removeField(name) { return fromEntries(entries(this).filter(([key]) => key !== name)); },
    removeFieldsContaining(text) { return fromEntries(entries(this).filter((entry) => !contains(text)(entry))); },
    keepFieldsContaining(text) { return fromEntries(entries(this).filter(contains(text))); },
    compact() { return fromEntries(entries(this).filter(([, value]) => !isEmpty(value))); },
    merge(other) { return { ...other, ...this }; },
    toJsonString() { return stringify(this); },
    urlEncode() {
      const form = (value) => encodeURIComponent(value).replace(/%20/g, '+').replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
      return entries(this).map(([key, value]) => `${form(key)}=${form(value)}`).join('&');
    },
  };

  const numeric = {
    isEmpty() { return Number(this) === 0 || Number.isNaN(Number(this)); },
    isNotEmpty() { return Number(this) !== 0 && !Number.isNaN(Number(this)); },
    isEven() { return whole(this, 'isEven') % 2 === 0; },
    isOdd() { return whole(this, 'isOdd') % 2 !== 0; },
    isInteger() { return Number.isInteger(Number(this)); },
    abs() { return Math.abs(this); },
    ceil() { return Math.ceil(this); },
    floor() { return Math.floor(this); },
    round(decimalPlaces = 0) { return Number(Number(this).toFixed(decimalPlaces)); },
    format(locale = 'en-US', options = {}) {
      const text = new Intl.NumberFormat(locale, options).format(Number(this));
      return options.style === 'percent' ? text.replace(/\s+%$/, '%') : text;
    },
    toBoolean() { return Number(this) !== 0; },
    toNumber() { return Number(this); },
    toInt() { return Math.round(this); },
    toFloat() { return Number(this); },
    toDateTime(unit = 'ms') { return fromNumber(Number(this), unit); },
    toJsonString() { return stringify(Number(this)); },
  };

  const boolean = {
    isEmpty() { return false; },
    isNotEmpty() { return true; },
    toBoolean() { return this.valueOf(); },
    toNumber() { return this.valueOf() ? 1 : 0; },
    toInt() { return this.valueOf() ? 1 : 0; },
    toJsonString() { return String(this); },
  };

  const amount = (value, unit) => (typeof value === 'object' || unit === undefined ? value : { [unit]: value });
  const moment = (value) => (typeof value === 'string' ? toDateTime(value) : value instanceof Date ? lux().DateTime.fromJSDate(value) : value);
  const singular = (unit) => String(unit).replace(/s$/, '');

  function difference(from, to, unit) {
    const units = Array.isArray(unit) ? unit : [unit];
    const length = from.diff(moment(to), units);
    return Array.isArray(unit) ? length.toObject() : length.as(unit);
  }

  function extractPart(date, unit) {
    switch (singular(unit)) {
      case 'week': return date.weekNumber;
      case 'yearDayNumber': return date.ordinal;
      default: return date.get(singular(unit));
    }
  }

  // What a date answers whichever of the two classes it is of.
  const moments = {
    beginningOf: (date, unit = 'week') => date.startOf(unit),
    endOfMonth: (date) => date.endOf('month'),
    extract: (date, unit = 'week') => extractPart(date, unit),
    format: (date, pattern = 'yyyy-MM-dd') => date.toFormat(pattern),
    isBetween: (date, a, b) => Math.min(moment(a), moment(b)) < date && date < Math.max(moment(a), moment(b)),
    isDst: (date) => date.isInDST,
    isInLast: (date, n = 0, unit = 'minutes') => date >= lux().DateTime.now().minus({ [unit]: n }) && date <= lux().DateTime.now(),
    isWeekend: (date) => date.weekday > 5,
    diffTo: (date, other, unit = 'days') => difference(date, other, unit),
    diffToNow: (date, unit = 'days') => difference(date, lux().DateTime.now(), unit),
    toDateTime: (date) => date,
  };

  const native = (value) => (lux().DateTime.isDateTime(value) ? value.toJSDate() : value);
  const date = {
    plus(n, unit) { return lux().DateTime.fromJSDate(this).plus(amount(n, unit)).toJSDate(); },
    minus(n, unit) { return lux().DateTime.fromJSDate(this).minus(amount(n, unit)).toJSDate(); },
    isEmpty() { return false; },
    isNotEmpty() { return true; },
  };
  for (const name of Object.keys(moments)) {
    date[name] = function (...args) {
      const value = moments[name](lux().DateTime.fromJSDate(this), ...args);
      return name === 'toDateTime' ? value : native(value);
    };
  }

  function put(prototype, name, value) {
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true, enumerable: false });
  }

  function extendLuxon({ DateTime }) {
    const { plus, minus } = DateTime.prototype;
    put(DateTime.prototype, 'plus', function (n, unit) { return plus.call(this, amount(n, unit)); });
    put(DateTime.prototype, 'minus', function (n, unit) { return minus.call(this, amount(n, unit)); });
    for (const name of Object.keys(moments)) {
      // Luxon has a property of this name.
      if (name === 'isWeekend' && wanted?.includes(name) === false) continue;
      put(DateTime.prototype, name, function (...args) { return moments[name](this, ...args); });
    }
  }

  const sets = [[String, string], [Array, array], [Object, object], [Number, numeric], [Boolean, boolean], [Date, date]];
  for (const [{ prototype }, methods] of sets) {
    for (const name of wanted ?? Object.keys(methods)) if (hasOwn(methods, name)) put(prototype, name, methods[name]);
  }
  return { extendLuxon, names: () => [...new Set(sets.flatMap(([, methods]) => Object.keys(methods)))] };
})
