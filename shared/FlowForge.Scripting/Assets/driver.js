// Runs user functions over items. The host calls what this returns; no user code has run in the engine before it.
(function (g) {
  'use strict';
  const { keys, prototype: { hasOwnProperty: hasOwn } } = Object;
  const { isArray } = Array;
  const { stringify, parse } = JSON;
  const codes = new WeakMap();
  const at = { json: undefined, binary: undefined, index: 0 };
  let seeBinary;

  g.$binary = undefined;

  // An error that carries one of the product's failure codes.
  function fail(code, message) {
    const error = new Error(message);
    codes.set(error, code);
    return error;
  }

  function describe(error, index) {
    try {
      if (error !== null && typeof error === 'object') {
        const named = typeof error.name === 'string' && typeof error.message === 'string';
        const code = codes.get(error) ?? null;
        const message = code !== null ? error.message : named ? `${error.name}: ${error.message}` : stringify(error);
        return { code, message, stack: typeof error.stack === 'string' ? error.stack : null, index };
      }
      return { code: null, message: String(error), stack: null, index };
    } catch {
      return { code: null, message: 'The script threw something that cannot be described.', stack: null, index };
    }
  }

  function typeName(value) {
    return value === null ? 'null' : isArray(value) ? 'an array' : value === undefined ? 'nothing' : `a ${typeof value}`;
  }

  // { json, binary?, pairedItem? } is an item; any other object is an item's json.
  function isItem(value) {
    if (!hasOwn.call(value, 'json') || typeof value.json !== 'object' || value.json === null || isArray(value.json)) return false;
    for (const key of keys(value)) {
      if (key !== 'json' && key !== 'binary' && key !== 'pairedItem' && key !== 'error') return false;
    }
    return true;
  }

  function add(out, value, index) {
    if (typeof value !== 'object' || isArray(value)) {
      throw fail('script.result', `the script gave ${typeName(value)}, not an object`);
    }
    if (isItem(value)) {
      if (value.binary !== undefined && value.binary !== null) {
        out.binary ??= new Array(out.json.length).fill(null);
        out.binary.push(value.binary);
      } else out.binary?.push(null);
      out.json.push(value.json);
    } else {
      out.json.push(value);
      out.binary?.push(null);
    }
    out.from.push(index);
  }

  function enter(items, binaries, i, base) {
    g.$json = at.json = items[i];
    if (binaries !== undefined) {
      g.$binary = at.binary = binaries[i] ?? undefined;
      seeBinary?.(at.binary);
    }
    g.$itemIndex = at.index = base + i;
  }

  function isThenable(value) {
    return value !== null && typeof value === 'object' && typeof value.then === 'function';
  }

  function perItem(fn, items, binaries, base, collect) {
    const out = { json: [], binary: undefined, from: [], errors: [] };
    for (let i = 0; i < items.length; i++) {
      try {
        enter(items, binaries, i, base);
        const value = fn();
        if (value === null || value === undefined) continue;
        if (isThenable(value)) return perItemLater(fn, items, binaries, base, collect, out, i, value);
        add(out, value, base + i);
      } catch (error) {
        out.errors.push(describe(error, base + i));
        if (!collect) break;
      }
    }
    return out;
  }

  async function perItemLater(fn, items, binaries, base, collect, out, i, pending) {
    for (; i < items.length; i++) {
      try {
        if (pending === undefined) {
          enter(items, binaries, i, base);
          pending = fn();
        }
        const value = await pending;
        if (value !== null && value !== undefined) add(out, value, base + i);
      } catch (error) {
        out.errors.push(describe(error, base + i));
        if (!collect) break;
      }
      pending = undefined;
    }
    return out;
  }

  function source(item, count) {
    let paired = item.pairedItem;
    if (isArray(paired)) paired = paired[0];
    if (typeof paired === 'object' && paired !== null) paired = paired.item;
    return typeof paired === 'number' && paired >= 0 && paired < count && paired === Math.trunc(paired) ? paired : -1;
  }

  function gather(value, count) {
    const out = { json: [], binary: undefined, from: [], errors: [] };
    const list = isArray(value) ? value : [value];
    for (let i = 0; i < list.length; i++) {
      const item = list[i];
      if (item === null || item === undefined) throw fail('script.result', `entry ${i} of the script's result is ${typeName(item)}, not an object`);
      const explicit = typeof item === 'object' && isItem(item) && item.pairedItem !== undefined;
      add(out, item, explicit ? source(item, count) : list.length === count ? i : count === 1 ? 0 : -1);
    }
    return out;
  }

  function allItems(fn, count) {
    const out = { json: [], binary: undefined, from: [], errors: [] };
    const later = async (pending) => {
      try {
        return gather(await pending, count);
      } catch (error) {
        out.errors.push(describe(error, null));
        return out;
      }
    };
    try {
      const value = fn();
      return isThenable(value) ? later(value) : gather(value, count);
    } catch (error) {
      out.errors.push(describe(error, null));
      return out;
    }
  }

  // Text of a value inside a longer text: nothing for null and undefined, JSON for objects, but what has a JSON text of its own (dates) as that.
  function text(value) {
    if (value === null || value === undefined) return '';
    if (typeof value !== 'object') return String(value);
    const json = stringify(value);
    return json === undefined ? '' : json.charCodeAt(0) === 34 ? parse(json) : json;
  }

  function plain(value) {
    if (typeof value === 'bigint') throw new TypeError('a BigInt has no JSON');
    return value === undefined || typeof value === 'function' || typeof value === 'symbol' ? null : value;
  }

  // With `mutates` every expression gets a copy, so that none sees what another did to it.
  function expressions(fns, only, inText, items, binaries, base, mutates) {
    const values = [], errors = [];
    for (let i = 0; i < items.length; i++) {
      const copy = mutates ? stringify(items[i]) : undefined;
      enter(items, binaries, i, base);
      for (let k = 0; k < only.length; k++) {
        try {
          if (mutates) g.$json = at.json = parse(copy);
          const value = fns[only[k]]();
          values.push(inText[only[k]] ? text(value) : mutates ? copied(value) : plain(value));
        } catch (error) {
          errors.push(describe(error, values.length));
          values.push(null);
        }
      }
    }
    return { json: values, errors };
  }

  function copied(value) {
    value = plain(value);
    return value !== null && typeof value === 'object' ? parse(stringify(value) ?? 'null') : value;
  }

  function watch(promise) {
    const box = { settled: false, value: undefined };
    promise.then((value) => { box.settled = true; box.value = value; });
    return box;
  }

  function wrap(jsons, binaries) {
    const out = new Array(jsons.length);
    for (let i = 0; i < jsons.length; i++) {
      out[i] = binaries === undefined || binaries[i] === null ? { json: jsons[i] } : { json: jsons[i], binary: binaries[i] };
    }
    return out;
  }

  function onBinary(see) { seeBinary = see; }

  return { at, fail, onBinary, perItem, allItems, expressions, watch, wrap };
})(globalThis)
