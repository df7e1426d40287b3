// Methods that n8n's expressions have on values. They are not enumerable, and each engine gets its own.
(function (tools) {
  'use strict';
  const { isEmpty, lux } = tools;
  const { stringify, parse } = JSON;
  const same = (a, b) => a === b || (typeof a === 'object' && typeof b === 'object' && stringify(a) === stringify(b));
  const distinct = (list, key) => list.filter((value, i) => list.findIndex((other) => same(key(value), key(other))) === i);
  const words = (text) => text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  const email = /[^\s@<>()[\],;:"]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
  const url = /https?:\/\/[^\s<>"']+/i;
  const domain = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}$/u;
  // The engine has no decomposed forms of characters (invariant globalization), so that the letters are listed.
  const plainLetters = new Map(Object.entries({
    a: 'àáâãåāăą', c: 'çćč', d: 'ďđð', e: 'èéêëēėęě', g: 'ğģ', i: 'ìíîïīįı', k: 'ķ', l: 'ļľł', n: 'ñńņň', o: 'òóôõøōő', r: 'ŕřŗ', s: 'śšşș',
    t: 'ťţț', u: 'ùúûūůűų', w: 'ŵ', y: 'ýÿŷ', z: 'źžż', ae: 'äæ', oe: 'öœ', ue: 'ü', ss: 'ß', th: 'þ',
  }).flatMap(([plain, letters]) => [...letters].flatMap((letter) => [[letter, plain], [letter.toUpperCase(), capital(plain)]])));
  const at = (amount, unit) => (typeof amount === 'object' || unit === undefined ? amount : { [unit]: amount });

  function toDateTime(text) {
    for (const read of ['fromISO', 'fromHTTP', 'fromRFC2822', 'fromSQL']) {
      const date = lux().DateTime[read](text);
      if (date.isValid) return date;
    }
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) throw new TypeError(`'${text}' is no date`);
    return lux().DateTime.fromJSDate(date);
  }

  function number(text) {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isNaN(value)) throw new TypeError(`'${text}' is no number`);
    return value;
  }

  const string = {
    isEmpty() { return this.length === 0; },
    isNotEmpty() { return this.length > 0; },
    isNumeric() { return this.trim() !== '' && !Number.isNaN(Number(this)); },
    isEmail() { return new RegExp(`^${email.source}$`, 'u').test(this); },
    isUrl() { return new RegExp(`^${url.source}$`, 'i').test(this); },
    isDomain() { return domain.test(this); },
    toNumber() { return number(String(this)); },
    toInt(radix = 10) {
      const value = parseInt(this, radix);
      if (Number.isNaN(value)) throw new TypeError(`'${this}' is no number`);
      return value;
    },
    toFloat() { return number(String(this)); },
    toBoolean() { return !['false', '0', '', 'no'].includes(this.toLowerCase()); },
    toDateTime() { return toDateTime(String(this)); },
    toTitleCase() { return this.replace(/\p{L}[\p{L}\p{N}']*/gu, capital); },
    toSentenceCase() { return this.toLowerCase().replace(/(^\s*|[.!?]\s+)(\p{L})/gu, (all, before, first) => before + first.toUpperCase()); },
    toCamelCase() { return words(String(this)).map((word, i) => (i === 0 ? word.toLowerCase() : capital(word))).join(''); },
    toSnakeCase() { return words(String(this)).join('_').toLowerCase(); },
    toKebabCase() { return words(String(this)).join('-').toLowerCase(); },
    extractEmail() { return this.match(email)?.[0]; },
    extractUrl() { return this.match(url)?.[0]; },
    extractDomain() { return this.match(/(?:@|:\/\/(?:[^/\s@]*@)?)([^/\s:?#<>]+)/)?.[1] ?? (domain.test(this) ? String(this) : undefined); },
    removeTags() { return this.replace(/<[^>]*>/g, ''); },
    replaceSpecialChars() { return this.replace(/[^\x00-\x7f]/g, (char) => plainLetters.get(char) ?? char); },
    quote(mark = '"') { return mark + this.replaceAll('\\', '\\\\').replaceAll(mark, `\\${mark}`) + mark; },
    parseJson() { return parse(this); },
    urlEncode(whole = false) { return whole ? encodeURI(this) : encodeURIComponent(this); },
    urlDecode(whole = false) { return whole ? decodeURI(this) : decodeURIComponent(this); },
  };

  const array = {
    isEmpty() { return this.length === 0; },
    isNotEmpty() { return this.length > 0; },
    first() { return this[0]; },
    last() { return this[this.length - 1]; },
    sum() { return this.reduce((total, value) => total + Number(value), 0); },
    average() { return this.length === 0 ? 0 : this.reduce((total, value) => total + Number(value), 0) / this.length; },
    max() { return Math.max(...this.map(Number)); },
    min() { return Math.min(...this.map(Number)); },
    unique(...keys) { return distinct(this, keys.length === 0 ? (value) => value : (value) => keys.map((key) => value?.[key])); },
    removeDuplicates(...keys) { return this.unique(...keys); },
    compact() { return this.filter((value) => !isEmpty(value)); },
    chunk(size) {
      if (!(size >= 1)) throw new TypeError('a chunk has at least one element');
      return Array.from({ length: Math.ceil(this.length / size) }, (_, i) => this.slice(i * size, (i + 1) * size));
    },
    pluck(...keys) {
      return this.map((value) => (keys.length === 1 ? value?.[keys[0]] : Object.fromEntries(keys.map((key) => [key, value?.[key]]))))
        .filter((value) => value !== undefined);
    },
    append(...values) { return this.concat(values); },
    difference(other) { return this.filter((value) => !other.some((candidate) => same(value, candidate))); },
    intersection(other) { return distinct(this, (value) => value).filter((value) => other.some((candidate) => same(value, candidate))); },
    union(other) { return distinct(this.concat(other), (value) => value); },
    merge(other = []) { return Object.assign({}, ...this.map((value, i) => ({ ...value, ...other[i] }))); },
    randomItem() { return this[Math.floor(Math.random() * this.length)]; },
    renameKeys(...pairs) {
      const names = new Map();
      for (let i = 0; i + 1 < pairs.length; i += 2) names.set(pairs[i], pairs[i + 1]);
      return this.map((value) => Object.fromEntries(Object.entries(value).map(([key, entry]) => [names.get(key) ?? key, entry])));
    },
    smartJoin(key, value) { return Object.fromEntries(this.map((entry) => [entry[key], entry[value]])); },
    toJsonString() { return stringify(this); },
  };

  const object = {
    isEmpty() { return Object.keys(this).length === 0; },
    isNotEmpty() { return Object.keys(this).length > 0; },
    keys() { return Object.keys(this); },
    values() { return Object.values(this); },
    hasField(name) { return Object.hasOwn(this, name); },
    removeField(name) { return Object.fromEntries(Object.entries(this).filter(([key]) => key !== name)); },
    removeFieldsContaining(text) { return Object.fromEntries(Object.entries(this).filter(([, value]) => !String(value).includes(text))); },
    keepFieldsContaining(text) { return Object.fromEntries(Object.entries(this).filter(([, value]) => String(value).includes(text))); },
    compact() { return Object.fromEntries(Object.entries(this).filter(([, value]) => !isEmpty(value) && value !== 'nil')); },
    merge(other) { return { ...other, ...this }; },
    toJsonString() { return stringify(this); },
    urlEncode() { return Object.entries(this).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&'); },
  };

  const numeric = {
    isEmpty() { return false; },
    isNotEmpty() { return true; },
    isEven() { return Number(this) % 2 === 0; },
    isOdd() { return Math.abs(Number(this) % 2) === 1; },
    isInteger() { return Number.isInteger(Number(this)); },
    abs() { return Math.abs(this); },
    ceil() { return Math.ceil(this); },
    floor() { return Math.floor(this); },
    round(digits = 0) { return Math.round(Number(this) * 10 ** digits) / 10 ** digits; },
    format(locale = 'en-US', options = {}) { return new Intl.NumberFormat(locale, options).format(Number(this)); },
    toBoolean() { return Number(this) !== 0; },
    toNumber() { return Number(this); },
    toDateTime(unit = 'ms') {
      if (unit !== 'ms' && unit !== 's') throw new TypeError(`'${unit}' is no unit of a time stamp`);
      return lux().DateTime.fromMillis(Number(this) * (unit === 's' ? 1000 : 1));
    },
  };

  const boolean = {
    isEmpty() { return false; },
    toNumber() { return this.valueOf() ? 1 : 0; },
    toInt() { return this.valueOf() ? 1 : 0; },
  };

  const date = {
    toDateTime() { return lux().DateTime.fromJSDate(this); },
    format(pattern) { return this.toDateTime().toFormat(pattern); },
    plus(amount, unit) { return this.toDateTime().plus(at(amount, unit)).toJSDate(); },
    minus(amount, unit) { return this.toDateTime().minus(at(amount, unit)).toJSDate(); },
    beginningOf(unit = 'week') { return this.toDateTime().startOf(unit).toJSDate(); },
    endOfMonth() { return this.toDateTime().endOf('month').toJSDate(); },
    isBetween(a, b) { return this.toDateTime().isBetween(a, b); },
  };

  function add(prototype, methods) {
    for (const name of Object.keys(methods)) {
      Object.defineProperty(prototype, name, { value: methods[name], configurable: true, writable: true, enumerable: false });
    }
  }

  function extendLuxon({ DateTime }) {
    const { plus, minus } = DateTime.prototype;
    const moment = (value) => (typeof value === 'string' ? toDateTime(value) : value);
    add(DateTime.prototype, {
      format(pattern = 'yyyy-MM-dd') { return this.toFormat(pattern); },
      toDateTime() { return this; },
      beginningOf(unit = 'week') { return this.startOf(unit); },
      endOfMonth() { return this.endOf('month'); },
      isBetween(a, b) { return Math.min(moment(a), moment(b)) < this && this < Math.max(moment(a), moment(b)); },
      plus(amount, unit) { return plus.call(this, at(amount, unit)); },
      minus(amount, unit) { return minus.call(this, at(amount, unit)); },
    });
  }

  const sets = [[String, string], [Array, array], [Object, object], [Number, numeric], [Boolean, boolean], [Date, date]];
  for (const [{ prototype }, methods] of sets) add(prototype, methods);
  return { extendLuxon, names: [...new Set(sets.flatMap(([, methods]) => Object.keys(methods)))] };
})
