import { draw } from '../draw.mjs';

const rows = [{ id: 1, name: 'Ada', tags: ['x', 'y'], address: { city: 'London', zip: '1' }, n: '5' }, { id: 2, name: 'Bob', tags: [], address: { city: 'Paris' }, n: 'x' }, { id: 3 }];
const types = ['string', 'number', 'boolean', 'array', 'object'];
const values = [5, '5', ' 5 ', '5.5', 'abc', '', true, 'true', 'FALSE', '1', 0, 1, 'yes', null, [1], '[1,2]', 'a,b', { a: 1 }, '{"a":1}', '{bad', '2024-03-15', '0x10', '1e3', 'null'];

draw('set-types', 'Edit Fields: every type from every value', w => {
  w.items(values.map((v, i) => ({ i, v })));
  for (const type of types) {
    w.set(`to ${type}`, [['v', '={{ $json.v }}', type]], {}, { from: 'Items', onError: 'continueRegularOutput' });
    w.set(`to ${type} lenient`, [['v', '={{ $json.v }}', type], ['w', '=x{{ $json.i }}', 'string']], { options: { ignoreConversionErrors: true } }, { from: 'Items', onError: 'continueRegularOutput' });
    w.node(`to ${type} 3`, 'set', 3, { fields: { values: [{ name: 'v', type: `${type}Value`, [`${type}Value`]: '={{ $json.v }}' }] }, include: 'none', options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
    w.node(`to ${type} 3.2 lenient`, 'set', 3.2, { fields: { values: [{ name: 'v', type: `${type}Value`, [`${type}Value`]: '={{ $json.v }}' }] }, include: 'none', options: { ignoreConversionErrors: true } }, { from: 'Items', onError: 'continueRegularOutput' });
  }
});
draw('set-literals', 'Edit Fields: values written down', w => {
  w.items(rows);
  const literals = { string: ['plain', '', '5', 'true', '=', '=a{{ 1 }}', '{{ 5 }}', ' spaces ', 'line\nbreak'], number: [5, '5', '', '0', -1.5, '=5', '={{ 5 }}', '=1{{ 2 }}'], boolean: [true, 'false', '', '=true', '={{ false }}', '={{ 1 }}'], array: ['[1,2]', '["a"]', '=[1,{{ 2 }}]', '={{ [1] }}', '[]', '', '={{ JSON.stringify([1]) }}'], object: ['{"a":1}', '={"a":{{ $json.id }}}', '={{ {a:1} }}', '{}', '', '={"a":"{{ $json.name }}"}'] };
  for (const type of types) literals[type].forEach((value, i) => w.set(`${type} ${i}`, [['v', value, type]], {}, { from: 'Items', onError: 'continueRegularOutput' }));
});
draw('set-keep', 'Edit Fields: what stays of the item', w => {
  w.items(rows);
  const fields = [['new', '={{ $json.name }}!'], ['address.city', 'Rome']];
  w.set('none', fields, {}, { from: 'Items' });
  w.set('all', fields, { includeOtherFields: true, include: 'all' }, { from: 'Items' });
  w.set('all by default', fields, { includeOtherFields: true }, { from: 'Items' });
  w.set('selected', fields, { includeOtherFields: true, include: 'selected', includeFields: 'id, name' }, { from: 'Items' });
  w.set('selected deep', fields, { includeOtherFields: true, include: 'selected', includeFields: 'address.city, tags[0], missing' }, { from: 'Items' });
  w.set('except', fields, { includeOtherFields: true, include: 'except', excludeFields: 'id,address' }, { from: 'Items' });
  w.set('except deep', [], { includeOtherFields: true, include: 'except', excludeFields: 'address.city, tags' }, { from: 'Items' });
  w.set('dots off', [['a.b', '1'], ['address.city', 'Rome']], { includeOtherFields: true, options: { dotNotation: false } }, { from: 'Items' });
  w.set('selected dots off', [['a.b', '1']], { includeOtherFields: true, include: 'selected', includeFields: 'address.city,id', options: { dotNotation: false } }, { from: 'Items' });
  w.set('deep names', [['a.b.c', '1'], ['a.b.d', '2'], ['list[1].x', '3'], ['tags[0]', 'first'], ['name.deep', 'into a text']], { includeOtherFields: true }, { from: 'Items' });
  w.set('name by expression', [['=f{{ $json.id }}', 'x'], ['={{ $json.name }}', 'y']], {}, { from: 'Items', onError: 'continueRegularOutput' });
  w.set('same name twice', [['a', '1'], ['a', '2'], ['b', '3'], ['a', '4']], {}, { from: 'Items' });
  w.set('reads what it writes', [['id', '={{ $json.id + 1 }}', 'number'], ['next', '={{ $json.id }}', 'number']], { includeOtherFields: true }, { from: 'Items' });
  w.set('order of names', [['name', 'N'], ['first', 'F'], ['id', '9']], { includeOtherFields: true }, { from: 'Items' });
  w.set('integer names', [['b', '1'], ['2', '2'], ['1', '3']], {}, { from: 'Items' });
  w.set('nothing', [], {}, { from: 'Items' });
  w.set('nothing but all', [], { includeOtherFields: true }, { from: 'Items' });
  w.set('undefined', [['a', '={{ $json.none }}'], ['b', '={{ $json.none }}', 'number'], ['c', '={{ null }}'], ['d', '={{ $json.none }}', 'array'], ['e', '={{ $json.none }}', 'object'], ['f', '={{ $json.none }}', 'boolean']], {}, { from: 'Items', onError: 'continueRegularOutput' });
});
draw('set-raw', 'Edit Fields: JSON', w => {
  w.items(rows);
  const raw = (name, jsonOutput, more = {}) => w.node(name, 'set', 3.4, { mode: 'raw', jsonOutput, options: {}, ...more }, { from: 'Items', onError: 'continueRegularOutput' });
  raw('literal', '{ "a": 1, "b": [true, null] }');
  raw('template', '={ "id": {{ $json.id }}, "name": "{{ $json.name }}" }');
  raw('object', '={{ { id: $json.id, more: $json.address } }}');
  raw('own item', '={{ $json }}');
  raw('text of JSON', '={{ JSON.stringify($json) }}');
  raw('list', '={{ [1, 2] }}');
  raw('nothing', '={{ $json.none }}');
  raw('with others', '={ "id": "changed", "more": "{{ $json.id }}" }', { includeOtherFields: true });
  raw('with selected', '{ "z": 1 }', { includeOtherFields: true, include: 'selected', includeFields: 'name' });
  raw('dots', '{ "a.b": 1, "address.city": "Rome" }', { includeOtherFields: true });
  raw('loose quotes', "{ 'a': 1 }");
  raw('trailing comma', '{ "a": 1, }');
  raw('bare names', '{ a: 1 }');
  raw('template with a list', '={ "tags": {{ JSON.stringify($json.tags) }}, "t2": {{ $json.tags }} }');
  raw('template with object', '={ "address": {{ $json.address }} }');
});
draw('set-old', 'Edit Fields of versions 1 to 3.3', w => {
  w.items(rows);
  const groups = { string: [{ name: 's', value: '={{ $json.name }}' }, { name: 'address.city', value: 'Rome' }, { name: 'num', value: '={{ $json.id }}' }, { name: 'obj', value: '={{ $json.address }}' }], number: [{ name: 'n', value: '={{ $json.n }}' }, { name: 'five', value: 5 }, { name: 'text', value: '={{ "12" }}' }], boolean: [{ name: 't', value: true }, { name: 'e', value: '={{ $json.id > 1 }}' }, { name: 'w', value: '={{ "x" }}' }] };
  for (const version of [1, 2]) {
    w.node(`${version} all`, 'set', version, { values: groups, options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
    w.node(`${version} only`, 'set', version, { keepOnlySet: true, values: groups, options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
    w.node(`${version} dots off`, 'set', version, { keepOnlySet: true, values: { string: [{ name: 'a.b', value: 'x' }] }, options: { dotNotation: false } }, { from: 'Items' });
    w.node(`${version} empty`, 'set', version, { options: {} }, { from: 'Items' });
    w.node(`${version} keep nothing`, 'set', version, { keepOnlySet: true, options: {} }, { from: 'Items' });
  }
  ['false', 'true', '', 0, 1, null, 'abc', [], {}].forEach((value, i) => w.node(`boolean ${i}`, 'set', 2, { keepOnlySet: true, values: { boolean: [{ name: 'b', value: `={{ ${JSON.stringify(value)} }}` }], number: [{ name: 'n', value: `={{ ${JSON.stringify(value)} }}` }] }, options: {} }, { from: 'Items', executeOnce: true, onError: 'continueRegularOutput' }));
  for (const version of [3, 3.1, 3.2]) {
    const fields = { values: [{ name: 'a', stringValue: '={{ $json.name }}' }, { name: 'n', type: 'numberValue', numberValue: '={{ $json.id }}' }, { name: 'b', type: 'booleanValue', booleanValue: 'true' }, { name: 'l', type: 'arrayValue', arrayValue: '[1,2]' }, { name: 'o', type: 'objectValue', objectValue: '={ "x": {{ $json.id }} }' }] };
    w.node(`${version} all`, 'set', version, { fields, options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
    w.node(`${version} none`, 'set', version, { fields, include: 'none', options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
    w.node(`${version} selected`, 'set', version, { fields, include: 'selected', includeFields: 'name,address', options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
    w.node(`${version} except`, 'set', version, { fields, include: 'except', excludeFields: 'name', options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
    w.node(`${version} raw`, 'set', version, { mode: 'raw', jsonOutput: '={ "x": {{ $json.id }} }', include: 'none', options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
  }
  w.node('3.3', 'set', 3.3, { assignments: { assignments: [{ id: 'a', name: 'a', type: 'string', value: '={{ $json.id }}' }, { id: 'b', name: 'b', type: 'object', value: '={{ $json.address }}' }] }, includeOtherFields: true, options: {} }, { from: 'Items', onError: 'continueRegularOutput' });
});
draw('set-settings', 'Edit Fields: once, always, disabled', w => {
  w.items(rows);
  w.set('once', [['a', '={{ $json.id }}']], {}, { from: 'Items', executeOnce: true });
  w.set('after once', [['b', '={{ $json.a }}']], { includeOtherFields: true });
  w.set('disabled', [['a', 'x']], {}, { from: 'Items', disabled: true });
  w.set('after disabled', [['b', '={{ $json.id }}']]);
  w.node('none', 'filter', 2, { conditions: { options: { caseSensitive: true, typeValidation: 'strict' }, combinator: 'and', conditions: [{ id: 'c', leftValue: '={{ $json.id }}', rightValue: 99, operator: { type: 'number', operation: 'equals' } }] } }, { from: 'Items', alwaysOutputData: true });
  w.set('after none', [['b', '={{ $json.id }}']], { includeOtherFields: true });
  w.set('retried', [['a', '={{ $json.id }}']], {}, { from: 'Items', retryOnFail: true, maxTries: 2, waitBetweenTries: 10, notes: 'a note' });
});
