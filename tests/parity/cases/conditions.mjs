import { draw, conditions } from '../draw.mjs';

const values = ['abc', 'ABC', '', ' abc', '5', 'true', 5, 0, -1.5, true, false, null, [], ['abc', 5], {}, { a: 1 }, '2024-03-15', '2024-03-15T10:00:00Z', 'x.c'];
const matrix = {
  string: { right: ['abc', '', '5', '={{ 5 }}'], operations: ['equals', 'notEquals', 'contains', 'notContains', 'startsWith', 'notStartsWith', 'endsWith', 'notEndsWith', 'regex', 'notRegex', 'exists', 'notExists', 'empty', 'notEmpty'] },
  number: { right: [5, '5', '={{ "0" }}'], operations: ['equals', 'notEquals', 'gt', 'lt', 'gte', 'lte', 'exists', 'notExists', 'empty', 'notEmpty'] },
  dateTime: { right: ['2024-03-15', '={{ "2024-03-15T12:00:00" }}'], operations: ['equals', 'notEquals', 'after', 'before', 'afterOrEquals', 'beforeOrEquals', 'exists', 'notExists', 'empty', 'notEmpty'] },
  boolean: { right: [true, 'false', '={{ 1 }}'], operations: ['true', 'false', 'equals', 'notEquals', 'exists', 'notExists', 'empty', 'notEmpty'] },
  array: { right: ['abc', '={{ 5 }}', 1], operations: ['contains', 'notContains', 'lengthEquals', 'lengthNotEquals', 'lengthGt', 'lengthLt', 'lengthGte', 'lengthLte', 'exists', 'notExists', 'empty', 'notEmpty'] },
  object: { right: [''], operations: ['exists', 'notExists', 'empty', 'notEmpty'] },
};
const single = new Set(['exists', 'notExists', 'empty', 'notEmpty', 'true', 'false']);

// One item a node: a strict comparison that fails would take the other items of its node with it.
for (const [type, { right, operations }] of Object.entries(matrix)) {
  for (const loose of [false, true]) {
    draw(`conditions-${type}-${loose ? 'loose' : 'strict'}`, `Conditions: ${type}, ${loose ? 'loose' : 'strict'}`, w => {
      w.items(values.map((v, i) => ({ i, v })));
      for (const operation of operations) {
        for (const [place, value] of (single.has(operation) ? [''] : right).entries()) {
          const [one, sure] = [{ conditions: conditions([['={{ $json.v }}', `${type}.${operation}`, value]], { loose }) }, { looseTypeValidation: loose, options: {} }];
          w.node(`${operation} ${place}`, 'switch', 3.2, { rules: { values: [one] }, looseTypeValidation: loose, options: { fallbackOutput: 'extra', looseTypeValidation: loose } }, { from: 'Items', onError: 'continueRegularOutput' });
          if (place === 0) w.node(`if ${operation} ${place}`, 'if', 2.2, { ...one, ...sure }, { from: 'Items', onError: operation.length % 2 ? 'continueErrorOutput' : 'continueRegularOutput' });
        }
      }
    });
  }
}
draw('conditions-each', 'Conditions: strict, item by item', w => {
  w.items([{ v: 0 }]);
  for (const [i, v] of values.entries()) {
    for (const type of ['string', 'number', 'boolean', 'dateTime', 'array', 'object']) {
      w.node(`${type} ${i}`, 'filter', 2.2, { conditions: conditions([[`={{ ${JSON.stringify(v)} }}`, `${type}.${type === 'object' ? 'notEmpty' : type === 'array' ? 'lengthGt' : 'equals'}`, type === 'boolean' ? true : type === 'number' || type === 'array' ? 5 : type === 'dateTime' ? '2024-03-15' : 'abc']]), options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
    }
  }
});
draw('conditions-case', 'Conditions: letters large and small, all and any, missing fields', w => {
  w.items([{ s: 'Apple', n: 5 }, { s: 'apple', n: 6 }, { s: 'APPLE pie' }, { n: 7 }, { s: null, n: null }]);
  const filter = (name, list, options, more = {}) => w.node(name, 'filter', 2.2, { conditions: conditions(list, options), options: {}, ...more }, { from: 'Items', onError: 'continueRegularOutput' });
  for (const ignoreCase of [false, true]) {
    for (const operation of ['equals', 'notEquals', 'contains', 'startsWith', 'endsWith', 'regex']) filter(`${operation} ${ignoreCase}`, [['={{ $json.s }}', `string.${operation}`, 'apple']], { ignoreCase, loose: true }, { looseTypeValidation: true, options: { ignoreCase } });
    filter(`list contains ${ignoreCase}`, [['={{ [$json.s] }}', 'array.contains', 'APPLE']], { ignoreCase });
  }
  filter('all', [['={{ $json.s }}', 'string.contains', 'pple'], ['={{ $json.n }}', 'number.gt', 5]], {});
  filter('any', [['={{ $json.s }}', 'string.contains', 'ple p'], ['={{ $json.n }}', 'number.gt', 5]], { any: true });
  filter('no conditions', [], {});
  filter('missing equals empty', [['={{ $json.s }}', 'string.equals', '']], {});
  filter('missing exists', [['={{ $json.s }}', 'string.exists']], {});
  filter('missing is not', [['={{ $json.s }}', 'string.notExists']], {});
  filter('missing number', [['={{ $json.n }}', 'number.lt', 6]], {});
  filter('regex with flags', [['={{ $json.s }}', 'string.regex', '/^apple/i']], {});
  filter('template', [['=x{{ $json.s }}', 'string.equals', '=x{{ "Apple" }}']], {});
  filter('literal number', [[5, 'number.equals', 5]], {});
  filter('literal text as number', [['5', 'number.equals', '5']], {});
  filter('number against text', [['={{ $json.n }}', 'string.equals', '5']], {});
});
draw('conditions-old', 'If and Filter of version 1', w => {
  w.items([{ s: 'Apple', n: 5, b: true, d: '2024-03-15' }, { s: 'banana', n: '7', b: 'false', d: '2025-01-01T00:00:00Z' }, { s: '', n: 0, b: 0 }, { s: null, n: null }, {}]);
  const both = (name, parameters) => { for (const type of ['if', 'filter']) w.node(`${type} ${name}`, type, 1, parameters, { from: 'Items', onError: 'continueRegularOutput' }); };
  for (const operation of ['contains', 'notContains', 'endsWith', 'notEndsWith', 'equal', 'notEqual', 'regex', 'notRegex', 'startsWith', 'notStartsWith', 'isEmpty', 'isNotEmpty']) both(`string ${operation}`, { conditions: { string: [{ value1: '={{ $json.s }}', operation, value2: 'a' }] } });
  for (const operation of ['smaller', 'smallerEqual', 'equal', 'notEqual', 'larger', 'largerEqual', 'isEmpty', 'isNotEmpty']) both(`number ${operation}`, { conditions: { number: [{ value1: '={{ $json.n }}', operation, value2: 5 }] } });
  for (const operation of ['equal', 'notEqual']) both(`boolean ${operation}`, { conditions: { boolean: [{ value1: '={{ $json.b }}', operation, value2: true }] } });
  for (const operation of ['after', 'before']) both(`date ${operation}`, { conditions: { dateTime: [{ value1: '={{ $json.d }}', operation, value2: '2024-06-01' }] } });
  both('any', { conditions: { string: [{ value1: '={{ $json.s }}', operation: 'equal', value2: 'Apple' }], number: [{ value1: '={{ $json.n }}', operation: 'larger', value2: 6 }] }, combineOperation: 'any', combineConditions: 'OR' });
  both('all', { conditions: { string: [{ value1: '={{ $json.s }}', operation: 'contains', value2: 'an' }], number: [{ value1: '={{ $json.n }}', operation: 'larger', value2: 6 }] }, combineOperation: 'all', combineConditions: 'AND' });
  both('defaults', { conditions: { string: [{ value1: '={{ $json.s }}', value2: 'Apple' }] } });
  both('nothing', {});
});
draw('switch', 'Switch of all versions', w => {
  w.items([{ n: 1, s: 'a' }, { n: 2, s: 'b' }, { n: 3, s: 'A' }, { n: '1', s: 'c' }, { s: null }]);
  const rule = (list, outputKey, options) => ({ conditions: conditions(list, options), ...(outputKey ? { renameOutput: true, outputKey } : {}) });
  const node = (name, version, parameters) => w.node(name, 'switch', version, parameters, { from: 'Items', onError: 'continueRegularOutput' });
  const values = options => [rule([['={{ $json.s }}', 'string.equals', 'a']], 'first', options), rule([['={{ $json.s }}', 'string.contains', 'b']], undefined, options), rule([['={{ $json.s }}', 'string.notEmpty']], 'third', options)];
  for (const version of [3, 3.2]) {
    node(`${version} rules`, version, { rules: { values: values() }, options: {} });
    node(`${version} all matching`, version, { rules: { values: values() }, options: { allMatchingOutputs: true } });
    node(`${version} extra`, version, { rules: { values: values() }, options: { fallbackOutput: 'extra', renameFallbackOutput: 'rest' } });
    node(`${version} fallback to 1`, version, { rules: { values: values() }, options: { fallbackOutput: 1 } });
    node(`${version} ignore case`, version, { rules: { values: values({ ignoreCase: true }) }, options: { ignoreCase: true } });
    node(`${version} loose`, version, { rules: { values: [rule([['={{ $json.n }}', 'number.equals', 1]], 'one', { loose: true }), rule([['={{ $json.n }}', 'number.gt', 1]], 'more', { loose: true })] }, looseTypeValidation: true, options: { looseTypeValidation: true } });
    node(`${version} strict`, version, { rules: { values: [rule([['={{ $json.n }}', 'number.equals', 1]], 'one')] }, options: {} });
    node(`${version} expression`, version, { mode: 'expression', numberOutputs: 3, output: '={{ $itemIndex % 3 }}', options: {} });
    node(`${version} expression past the end`, version, { mode: 'expression', numberOutputs: 2, output: '={{ $itemIndex }}', options: {} });
    node(`${version} expression negative`, version, { mode: 'expression', numberOutputs: 2, output: '={{ $itemIndex - 1 }}', options: {} });
  }
  node('2 string', 2, { dataType: 'string', value1: '={{ $json.s }}', rules: { rules: [{ value2: 'a', outputKey: 'x' }, { operation: 'contains', value2: 'b', outputKey: 'y' }] }, fallbackOutput: 'extra' });
  node('2 number', 2, { value1: '={{ $json.n }}', rules: { rules: [{ operation: 'equal', value2: 1, outputKey: 'x' }, { operation: 'larger', value2: 1, outputKey: 'y' }] } });
  node('1 string', 1, { dataType: 'string', value1: '={{ $json.s }}', rules: { rules: [{ value2: 'a' }, { operation: 'contains', value2: 'b', output: 2 }] }, fallbackOutput: 3 });
  node('1 number', 1, { value1: '={{ $json.n }}', rules: { rules: [{ operation: 'equal', value2: 1, output: 1 }, { operation: 'smallerEqual', value2: 2, output: 0 }] } });
  node('1 expression', 1, { mode: 'expression', output: '={{ $itemIndex % 4 }}' });
  node('1 regex', 1, { dataType: 'string', value1: '={{ $json.s }}', rules: { rules: [{ operation: 'regex', value2: '/^a$/i', output: 0 }] } });
  node('1 boolean', 1, { dataType: 'boolean', value1: '={{ $json.n === 1 }}', rules: { rules: [{ value2: true, output: 0 }, { operation: 'notEqual', value2: true, output: 1 }] } });
  node('1 date', 1, { dataType: 'dateTime', value1: '2024-01-0{{ $json.n }}', rules: { rules: [{ value2: '2024-01-02', operation: 'before', output: 0 }] } });
});
