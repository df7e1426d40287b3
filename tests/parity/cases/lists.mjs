import { draw } from '../draw.mjs';

const rows = [{ id: 3, g: 'x', n: 10, s: 'b' }, { id: 1, g: 'y', n: 2, s: 'B' }, { id: 2, g: 'x', n: null, s: 'a' }, { id: 10, g: 'y', n: 10, s: 'A' }, { g: 'x', n: 5, s: 'ä' }, { id: 4, g: null, n: 7, s: '' }];
const deep = [{ id: 1, a: { b: 2, c: 'x' }, l: [{ v: 1 }, { v: 2 }] }, { id: 2, a: { b: 1, c: 'y' }, l: [] }, { id: 3, a: null, l: 'no list' }, { id: 4, l: [5, 'six', null, [7]] }, { id: 5, l: { p: 1, q: { r: 2 } } }];
const open = (file, name, items, make) => draw(file, name, w => {
  w.items(items);
  make((title, type, version, parameters, more = {}) => w.node(title, type, version, parameters, { from: 'Items', onError: 'continueRegularOutput', ...more }), w);
});

open('sort', 'Sort', rows, node => {
  const by = (name, list, more = {}) => node(name, 'sort', 1, { sortFieldsUi: { sortField: list.map(([fieldName, order = 'ascending']) => ({ fieldName, order })) }, options: {}, ...more });
  by('id', [['id']]); by('id down', [['id', 'descending']]); by('s', [['s']]); by('s down', [['s', 'descending']]); by('n', [['n']]); by('n down', [['n', 'descending']]); by('g then n', [['g'], ['n', 'descending']]); by('missing', [['zz']]); by('g', [['g']]);
  node('by code', 'sort', 1, { type: 'code', code: 'return (a.json.n ?? 0) - (b.json.n ?? 0);' });
  node('by code without return', 'sort', 1, { type: 'code', code: 'a.json.n' });
});
open('sort-deep', 'Sort by inner fields', deep, node => {
  const by = (name, list, options = {}) => node(name, 'sort', 1, { sortFieldsUi: { sortField: list.map(([fieldName, order = 'ascending']) => ({ fieldName, order })) }, options });
  by('a.b', [['a.b']]); by('a.b down', [['a.b', 'descending']]); by('dots off', [['a.b']], { disableDotNotation: true }); by('l', [['l']]); by('a', [['a']]); by('a.c', [['a.c'], ['id', 'descending']]);
});
open('limit', 'Limit', rows, node => {
  for (const [maxItems, keep] of [[1, 'firstItems'], [2, 'lastItems'], [100, 'firstItems'], [100, 'lastItems'], ['={{ 2 + 1 }}', 'firstItems'], [6, 'lastItems']]) node(`${maxItems} ${keep}`, 'limit', 1, { maxItems, keep });
  node('default', 'limit', 1, {});
});
open('aggregate', 'Aggregate', deep.concat({ id: null, a: { b: [1, 2] } }), node => {
  const fields = (name, list, options = {}) => node(name, 'aggregate', 1, { fieldsToAggregate: { fieldToAggregate: list }, options });
  const one = fieldToAggregate => ({ fieldToAggregate });
  fields('id', [one('id')]); fields('id keep', [one('id')], { keepMissing: true }); fields('two', [one('id'), one('l')]); fields('merge lists', [one('id'), one('l')], { mergeLists: true }); fields('merge and keep', [one('l'), one('a.b')], { mergeLists: true, keepMissing: true });
  fields('renamed', [{ fieldToAggregate: 'id', renameField: true, outputFieldName: 'ids' }, { fieldToAggregate: 'a.b', renameField: true, outputFieldName: 'deep.bs' }]); fields('deep', [one('a.b')]); fields('dots off', [one('a.b')], { disableDotNotation: true }); fields('missing', [one('zz')]); fields('missing keep', [one('zz')], { keepMissing: true });
  const all = (name, parameters, options = {}) => node(name, 'aggregate', 1, { aggregate: 'aggregateAllItemData', ...parameters, options });
  all('all', {}); all('all named', { destinationFieldName: 'rows' }); all('all some', { include: 'specifiedFields', fieldsToInclude: 'id, l' }); all('all but', { include: 'allFieldsExcept', fieldsToExclude: 'l,a' }); all('deep name', { destinationFieldName: 'x.y' }); all('inner fields', { include: 'specifiedFields', fieldsToInclude: 'a.b' });
});
open('aggregate-nothing', 'Aggregate of nothing', [], (node, w) => {
  node('fields', 'aggregate', 1, { fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: 'id' }] }, options: {} });
  w.items([{ a: 1 }], 'Other');
  node('none chosen', 'aggregate', 1, { fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: '' }] }, options: {} }, { from: 'Other' });
  node('same twice', 'aggregate', 1, { fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: 'a' }, { fieldToAggregate: 'a' }] }, options: {} }, { from: 'Other' });
});
open('splitOut', 'Split Out', deep, node => {
  const split = (name, parameters) => node(name, 'splitOut', 1, { options: {}, ...parameters });
  split('l', { fieldToSplitOut: 'l' }); split('l all', { fieldToSplitOut: 'l', include: 'allOtherFields' }); split('l selected', { fieldToSplitOut: 'l', include: 'selectedOtherFields', fieldsToInclude: 'id, a.b' }); split('named', { fieldToSplitOut: 'l', options: { destinationFieldName: 'item' } }); split('named deep', { fieldToSplitOut: 'l', include: 'allOtherFields', options: { destinationFieldName: 'x.y' } });
  split('a.b', { fieldToSplitOut: 'a.b' }); split('a', { fieldToSplitOut: 'a' }); split('missing', { fieldToSplitOut: 'zz' }); split('missing all', { fieldToSplitOut: 'zz', include: 'allOtherFields' }); split('two', { fieldToSplitOut: 'l, id' }); split('two named', { fieldToSplitOut: 'l,id', options: { destinationFieldName: 'x,y' } }); split('dots off', { fieldToSplitOut: 'a.b', options: { disableDotNotation: true } }); split('binary too', { fieldToSplitOut: 'l', options: { includeBinary: true } }); split('id', { fieldToSplitOut: 'id', include: 'allOtherFields' });
});
open('splitOut-objects', 'Split Out of objects', [{ id: 1, o: { k1: { v: 1 }, k2: { v: 2 } }, two: [1, 2, 3], three: ['a'] }, { id: 2, o: {}, two: [4], three: [] }], node => {
  const split = (name, parameters) => node(name, 'splitOut', 1, { options: {}, ...parameters });
  split('o', { fieldToSplitOut: 'o' }); split('two and three', { fieldToSplitOut: 'two,three' }); split('two and three all', { fieldToSplitOut: 'two, three', include: 'allOtherFields' }); split('two and three selected', { fieldToSplitOut: 'two, three', include: 'selectedOtherFields', fieldsToInclude: 'id' }); split('clash', { fieldToSplitOut: 'two', include: 'allOtherFields', options: { destinationFieldName: 'id' } }); split('o.k1', { fieldToSplitOut: 'o.k1', include: 'allOtherFields' });
});
open('summarize', 'Summarize', rows, node => {
  for (const version of [1, 1.1]) {
    const sum = (name, values, parameters = {}) => node(`${version} ${name}`, 'summarize', version, { fieldsToSummarize: { values }, options: {}, ...parameters });
    for (const aggregation of ['append', 'average', 'concatenate', 'count', 'countUnique', 'max', 'min', 'sum']) {
      sum(aggregation, [{ aggregation, field: 'n' }]);
      sum(`${aggregation} by g`, [{ aggregation, field: 'n' }], { fieldsToSplitBy: 'g' });
      sum(`${aggregation} empty`, [{ aggregation, field: 's', includeEmpty: true }], { fieldsToSplitBy: 'g, n', options: { skipEmptySplitFields: true } });
    }
    sum('joined', [{ aggregation: 'concatenate', field: 's', separateBy: ' | ' }, { aggregation: 'concatenate', field: 'id', separateBy: 'other', customSeparator: '/' }, { aggregation: 'concatenate', field: 'n', separateBy: '\n', includeEmpty: true }]);
    sum('single', [{ aggregation: 'count', field: 'id' }, { aggregation: 'sum', field: 'n' }], { fieldsToSplitBy: 'g', options: { outputFormat: 'singleItem' } });
    sum('single two', [{ aggregation: 'count', field: 'id' }], { fieldsToSplitBy: 'g,s', options: { outputFormat: 'singleItem' } });
    sum('missing', [{ aggregation: 'sum', field: 'zz' }]);
    sum('missing continued', [{ aggregation: 'count', field: 'zz' }], { options: { continueIfFieldNotFound: true } });
    sum('split by missing', [{ aggregation: 'count', field: 'id' }], { fieldsToSplitBy: 'zz' });
  }
});
open('summarize-deep', 'Summarize of inner fields', [{ a: { b: 1 }, k: { c: 'x' } }, { a: { b: 4 }, k: { c: 'y' } }, { a: { b: 2 }, k: { c: 'x' } }, { 'a.b': 9 }], node => {
  node('deep', 'summarize', 1.1, { fieldsToSummarize: { values: [{ aggregation: 'sum', field: 'a.b' }, { aggregation: 'append', field: 'k' }] }, fieldsToSplitBy: 'k.c', options: {} });
  node('dots off', 'summarize', 1.1, { fieldsToSummarize: { values: [{ aggregation: 'sum', field: 'a.b' }] }, options: { disableDotNotation: true } });
  node('deep single', 'summarize', 1, { fieldsToSummarize: { values: [{ aggregation: 'max', field: 'a.b' }] }, fieldsToSplitBy: 'k.c', options: { outputFormat: 'singleItem' } });
});
const doubles = [{ a: 1, b: 'x', c: { d: 1 } }, { a: 1, b: 'x', c: { d: 1 } }, { a: 1, b: 'y', c: { d: 1 } }, { b: 'x', a: 1, c: { d: 1 } }, { a: '1', b: 'x', c: { d: 2 } }, { a: null, b: 'x' }, { b: 'x' }, { a: 1, b: 'X', c: { d: 1 } }];
open('removeDuplicates', 'Remove Duplicates', doubles, node => {
  for (const version of [1, 1.1, 2]) {
    const remove = (name, parameters) => node(`${version} ${name}`, 'removeDuplicates', version, { options: {}, ...parameters });
    remove('all', {}); remove('selected', { compare: 'selectedFields', fieldsToCompare: 'a' }); remove('two', { compare: 'selectedFields', fieldsToCompare: 'a, b' }); remove('except', { compare: 'allFieldsExcept', fieldsToExclude: 'b' }); remove('deep', { compare: 'selectedFields', fieldsToCompare: 'c.d' }); remove('others removed', { compare: 'selectedFields', fieldsToCompare: 'b', options: { removeOtherFields: true } }); remove('deep others removed', { compare: 'selectedFields', fieldsToCompare: 'c.d', options: { removeOtherFields: true } }); remove('dots off', { compare: 'selectedFields', fieldsToCompare: 'c.d', options: { disableDotNotation: true } }); remove('missing', { compare: 'selectedFields', fieldsToCompare: 'zz' });
  }
});
draw('removeDuplicates-types', 'Remove Duplicates: values of several types, and none', w => {
  const remove = (name, items, parameters) => { w.items(items, `Items of ${name}`); w.node(name, 'removeDuplicates', 2, { options: {}, ...parameters }, { onError: 'continueRegularOutput' }); };
  const a = { compare: 'selectedFields', fieldsToCompare: 'a' };
  remove('a number and null', [{ a: 1 }, { a: null }, { a: 1 }], a); remove('null and a number', [{ a: null }, { a: 1 }, { a: null }], a); remove('a list and an object', [{ a: [1] }, { a: { b: 1 } }, { a: [1] }], a); remove('texts and none', [{ a: 'x' }, {}, { a: 'x' }], a);
  remove('fields that some lack', [{ a: 1 }, { b: 2 }, { a: 1, b: 2 }, { a: 1 }], {}); remove('null or missing', [{ a: 1, b: 1 }, { a: 1 }, { a: 1, b: null }, { a: 1 }], {}); remove('all but one', [{ a: 1, b: 'x' }, { a: 1, b: 2 }, { b: 3 }], { compare: 'allFieldsExcept', fieldsToExclude: 'b' });
});
open('renameKeys', 'Rename Keys', [{ a: 1, b: 2, c: { d: 3, e: { f: 4 } }, A1: 'x', a2: 'y', list: [{ a: 1 }] }, { b: 5 }], node => {
  const rename = (name, key, replacements) => node(name, 'renameKeys', 1, { keys: { key: key.map(([currentKey, newKey]) => ({ currentKey, newKey })) }, additionalOptions: replacements ? { regexReplacement: { replacements } } : {} });
  rename('one', [['a', 'z']]); rename('two', [['a', 'z'], ['b', 'y']]); rename('swap', [['a', 'b'], ['b', 'a']]); rename('deep', [['c.d', 'c.x'], ['c.e.f', 'top']]); rename('onto one there', [['a', 'b']]); rename('missing', [['zz', 'y']]); rename('same', [['a', 'a']]); rename('into deep', [['a', 'c.a']]); rename('empty', [['a', '']]);
  rename('regex', [], [{ searchRegex: '^a', replaceRegex: 'X', options: {} }]); rename('regex groups', [], [{ searchRegex: '([a-z])(\\d)', replaceRegex: '$2$1', options: { caseInsensitive: true } }]); rename('regex depth 0', [], [{ searchRegex: '[a-f]', replaceRegex: '<$&>', options: { depth: 0 } }]); rename('regex depth 1', [], [{ searchRegex: '[a-f]', replaceRegex: 'k_$&', options: { depth: 1 } }]); rename('regex all', [], [{ searchRegex: '[df]', replaceRegex: 'q', options: { depth: -1 } }]); rename('regex by its options', [], [{ searchRegex: 'a', replaceRegex: 'R', options: { caseInsensitive: true, depth: -1 } }]);
});
open('itemLists', 'Item Lists', deep, node => {
  for (const version of [1, 2, 2.1, 2.2, 3, 3.1]) {
    const list = (name, parameters) => node(`${version} ${name}`, 'itemLists', version, parameters);
    const names = text => version < 3 ? { fields: text.split(',').map(fieldName => ({ fieldName })) } : text;
    list('split', { operation: 'splitOutItems', fieldToSplitOut: 'l', options: {} });
    list('split all', { operation: 'splitOutItems', fieldToSplitOut: 'l', include: 'allOtherFields', options: {} });
    list('split selected', { operation: 'splitOutItems', fieldToSplitOut: 'l', include: 'selectedOtherFields', fieldsToInclude: names('id'), options: { destinationFieldName: 'x' } });
    list('sort', { operation: 'sort', sortFieldsUi: { sortField: [{ fieldName: 'id', order: 'descending' }] }, options: {} });
    list('limit', { operation: 'limit', maxItems: 2, keep: 'lastItems' });
    list('unique', { operation: 'removeDuplicates', options: {} });
    list('unique by', { operation: 'removeDuplicates', compare: 'selectedFields', fieldsToCompare: names('id'), options: {} });
    const gather = version < 3 ? 'aggregateItems' : 'concatenateItems';
    list('gather', { operation: gather, fieldsToAggregate: { fieldToAggregate: [{ fieldToAggregate: 'id' }] }, options: {} });
    if (version > 1) list('gather all', { operation: gather, aggregate: 'aggregateAllItemData', options: {} });
    if (version > 2) list('summarize', { operation: 'summarize', fieldsToSummarize: { values: [{ aggregation: 'sum', field: 'id' }] }, options: {} });
  }
});
