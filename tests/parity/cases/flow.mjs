import { draw, conditions } from '../draw.mjs';

const left = [{ id: 1, v: 'a', o: { x: 1 } }, { id: 2, v: 'b', o: { x: 2, y: 1 } }, { id: 3, v: 'c' }, { id: 2, v: 'd' }, { v: 'no id' }];
const right = [{ id: 2, w: 'B', v: 'R', o: { y: 2 } }, { id: 3, w: 'C' }, { id: 4, w: 'D' }, { id: 3, w: 'C2' }, { w: 'none' }, { id: '2', w: 'text' }];

function merges(file, name, list, version) {
  draw(file, name, w => {
    // Each gets inputs of its own, for n8n's merge by fields changes the objects it is given.
    const sources = { Left: left, Right: right, Nothing: [] };
    for (const [title, parameters, inputs = ['Left', 'Right'], more = {}] of list) {
      const names = [...new Set(inputs)].map(name => w.items(sources[name], `${name} of ${title}`) && name);
      w.node(title, 'merge', version, parameters, { from: `${inputs[0]} of ${title}`, onError: 'continueRegularOutput', ...more });
      inputs.slice(1).forEach((from, i) => names.length && w.link(`${from} of ${title}`, title, 0, i + 1));
    }
  });
}
const clashes = [{ resolveClash: 'preferInput1' }, { resolveClash: 'preferLast' }, { resolveClash: 'addSuffix' }, { resolveClash: 'preferInput1', mergeMode: 'shallowMerge' }, { resolveClash: 'preferLast', mergeMode: 'shallowMerge' }, { resolveClash: 'preferLast', overrideEmpty: true }, { resolveClash: 'preferInput1', overrideEmpty: true }];
const clash = values => ({ options: { clashHandling: { values } } });
for (const version of [2, 2.1]) {
  const list = [['append', { mode: 'append' }], ['choose 1', { mode: 'chooseBranch' }], ['choose 2', { mode: 'chooseBranch', output: 'input2' }], ['choose empty', { mode: 'chooseBranch', output: 'empty' }],
    ['position', { mode: 'combine', combinationMode: 'mergeByPosition', options: {} }], ['position unpaired', { mode: 'combine', combinationMode: 'mergeByPosition', options: { includeUnpaired: true } }], ['pairs', { mode: 'combine', combinationMode: 'multiplex', options: {} }]];
  for (const joinMode of ['keepMatches', 'keepNonMatches', 'keepEverything', 'enrichInput1', 'enrichInput2']) list.push([joinMode, { mode: 'combine', mergeByFields: { values: [{ field1: 'id', field2: 'id' }] }, joinMode, options: {} }]);
  merges(`merge-${version}`, `Merge of version ${version}`, list, version);
}
for (const version of [3, 3.1, 3.2]) {
  const list = [['append', {}], ['append 3', { numberInputs: 3 }, ['Left', 'Nothing', 'Right']], ['choose 1', { mode: 'chooseBranch', output: 'specifiedInput', useDataOfInput: '1' }], ['choose 2', { mode: 'chooseBranch', useDataOfInput: 2 }], ['choose empty', { mode: 'chooseBranch', output: 'empty' }], ['position', { mode: 'combine', combineBy: 'combineByPosition', options: {} }], ['position unpaired', { mode: 'combine', combineBy: 'combineByPosition', options: { includeUnpaired: true } }], ['position 3', { mode: 'combine', combineBy: 'combineByPosition', numberInputs: 3, options: { includeUnpaired: true } }, ['Left', 'Right', 'Left']], ['pairs', { mode: 'combine', combineBy: 'combineAll', options: {} }]];
  for (const joinMode of ['keepMatches', 'keepNonMatches', 'keepEverything', 'enrichInput1', 'enrichInput2']) {
    list.push([joinMode, { mode: 'combine', fieldsToMatchString: 'id', joinMode, options: {} }], [`${joinMode} first`, { mode: 'combine', fieldsToMatchString: 'id', joinMode, options: { multipleMatches: 'first' } }], [`${joinMode} fuzzy`, { mode: 'combine', fieldsToMatchString: 'id', joinMode, options: { fuzzyCompare: true } }]);
    for (const outputDataFrom of ['input1', 'input2']) list.push([`${joinMode} of ${outputDataFrom}`, { mode: 'combine', fieldsToMatchString: 'id', joinMode, outputDataFrom, options: {} }]);
  }
  merges(`merge-${version}`, `Merge of version ${version}`, list, version);
}
merges('merge-clash', 'Merge: fields that clash', clashes.flatMap((values, i) => [
  [`matches ${i}`, { mode: 'combine', fieldsToMatchString: 'id', ...clash(values) }], ...(i === 2 ? [] : [[`position ${i}`, { mode: 'combine', combineBy: 'combineByPosition', ...clash(values) }]]), [`pairs ${i}`, { mode: 'combine', combineBy: 'combineAll', ...clash(values) }], [`enrich ${i}`, { mode: 'combine', fieldsToMatchString: 'id', joinMode: 'enrichInput1', ...clash(values) }], [`everything ${i}`, { mode: 'combine', fieldsToMatchString: 'id', joinMode: 'keepEverything', ...clash(values) }],
]), 3.1);
merges('merge-fields', 'Merge: fields to match', [
  ['advanced', { mode: 'combine', advanced: true, mergeByFields: { values: [{ field1: 'v', field2: 'w' }] }, options: {} }], ['two fields', { mode: 'combine', fieldsToMatchString: 'id, v', options: {} }], ['deep', { mode: 'combine', fieldsToMatchString: 'o.x', joinMode: 'keepEverything', options: {} }], ['dots off', { mode: 'combine', fieldsToMatchString: 'o.x', joinMode: 'keepEverything', options: { disableDotNotation: true } }], ['missing', { mode: 'combine', fieldsToMatchString: 'zz', joinMode: 'keepEverything', options: {} }], ['same input twice', { mode: 'combine', fieldsToMatchString: 'id', options: {} }, ['Left', 'Left']], ['object', { mode: 'combine', fieldsToMatchString: 'o', joinMode: 'keepEverything', options: {} }],
], 3.1);
merges('merge-empty', 'Merge: an input without items', [
  ['append', {}, ['Left', 'Nothing']], ['append left', {}, ['Nothing', 'Right']], ['both', {}, ['Nothing', 'Nothing']], ['position', { mode: 'combine', combineBy: 'combineByPosition', options: {} }, ['Left', 'Nothing']], ['unpaired', { mode: 'combine', combineBy: 'combineByPosition', options: { includeUnpaired: true } }, ['Nothing', 'Right']], ['matches', { mode: 'combine', fieldsToMatchString: 'id', options: {} }, ['Left', 'Nothing']], ['enrich', { mode: 'combine', fieldsToMatchString: 'id', joinMode: 'enrichInput1', options: {} }, ['Left', 'Nothing']], ['pairs', { mode: 'combine', combineBy: 'combineAll', options: {} }, ['Left', 'Nothing']], ['choose', { mode: 'chooseBranch', useDataOfInput: '1' }, ['Left', 'Nothing']], ['one linked', {}, ['Left']], ['non matches', { mode: 'combine', fieldsToMatchString: 'id', joinMode: 'keepNonMatches', options: {} }, ['Nothing', 'Right']],
], 3.1);
merges('merge-1', 'Merge of version 1', [
  ['append', {}], ['index', { mode: 'mergeByIndex' }], ['index left', { mode: 'mergeByIndex', join: 'left' }], ['index outer', { mode: 'mergeByIndex', join: 'outer' }], ['key', { mode: 'mergeByKey', propertyName1: 'id', propertyName2: 'id' }], ['key missing', { mode: 'mergeByKey', propertyName1: 'id', propertyName2: 'id', overwrite: 'undefined' }], ['key blank', { mode: 'mergeByKey', propertyName1: 'id', propertyName2: 'id', overwrite: 'blank' }], ['keep', { mode: 'keepKeyMatches', propertyName1: 'id', propertyName2: 'id' }], ['remove', { mode: 'removeKeyMatches', propertyName1: 'id', propertyName2: 'id' }], ['multiplex', { mode: 'multiplex' }], ['pass 1', { mode: 'passThrough' }], ['pass 2', { mode: 'passThrough', output: 'input2' }], ['wait', { mode: 'wait' }],
], 1);

draw('compareDatasets', 'Compare Datasets', w => {
  // Each node has lists of its own: n8n's node changes the objects of what it reads, which other nodes would see.
  const node = (name, parameters, version = 2.3) => {
    const [one, other] = [`A of ${name}`, `B of ${name}`];
    w.items([{ id: 1, a: 'x', b: 1, c: { d: 1 } }, { id: 2, a: 'y', b: 2, c: { d: 2 } }, { id: 3, a: 'z' }, { id: 2, a: 'again' }, { a: 'no id' }], one);
    w.items([{ id: 2, a: 'y', b: '2', c: { d: 2 } }, { id: 3, a: 'changed', n: 5 }, { id: 4, a: 'new' }, { id: 1, a: 'x', b: 1, c: { d: 1 } }], other);
    w.node(name, 'compareDatasets', version, { mergeByFields: { values: [{ field1: 'id', field2: 'id' }] }, options: {}, ...parameters }, { from: one, onError: 'continueRegularOutput' });
    w.link(other, name, 0, 1);
  };
  for (const version of [1, 2, 2.3]) for (const resolve of ['preferInput1', 'preferInput2', 'includeBoth']) node(`${version} ${resolve}`, { resolve }, version);
  node('mix', { resolve: 'mix', preferWhenMix: 'input2', exceptWhenMix: 'a' }); node('mix 1', { resolve: 'mix', exceptWhenMix: 'a, b' }); node('fuzzy', { resolve: 'includeBoth', fuzzyCompare: true }); node('skip', { resolve: 'includeBoth', options: { skipFields: 'a' } }); node('all matches', { resolve: 'includeBoth', options: { multipleMatches: 'all' } }); node('two keys', { mergeByFields: { values: [{ field1: 'id', field2: 'id' }, { field1: 'a', field2: 'a' }] } }); node('dots off', { resolve: 'includeBoth', options: { disableDotNotation: true } }); node('deep key', { mergeByFields: { values: [{ field1: 'c.d', field2: 'c.d' }] }, resolve: 'includeBoth' });
});
draw('order-branches', 'Order: branches top to bottom', w => {
  w.code('A', 'return [{ json: { n: 1 } }, { json: { n: 2 } }];', { from: 'Start', at: [200, 0] });
  const seen = 'return $input.all().map(i => ({ json: { ...i.json, by: [...(i.json.by ?? []), $prevNode.name], run: $runIndex } }));';
  w.code('Low', seen, { from: 'A', at: [400, 300] }); w.code('Low 2', seen, { from: 'Low', at: [600, 300] });
  w.code('High', seen, { from: 'A', at: [400, -300] }); w.code('High 2', seen, { from: 'High', at: [600, -300] });
  w.code('Middle', seen, { from: 'A', at: [400, 0] });
  w.code('Join', seen, { from: 'Low 2', at: [800, 0] }); w.link('High 2', 'Join'); w.link('Middle', 'Join'); w.link('A', 'Join');
  w.code('End', seen, { from: 'Join', at: [1000, 0] });
});
draw('order-same-height', 'Order: branches of the same height, left to right', w => {
  const seen = '$getWorkflowStaticData("global"); return $input.all().map(i => ({ json: { ...i.json, path: (i.json.path ?? "") + $prevNode.name.slice(0, 1), run: $runIndex } }));';
  w.code('A', 'return [{ json: { n: 1 } }];', { from: 'Start', at: [200, 0] });
  w.code('R', seen, { from: 'A', at: [600, 0] }); w.code('L', seen, { from: 'A', at: [400, 0] }); w.code('U', seen, { from: 'A', at: [500, -10] });
  w.code('Join', seen, { from: 'R', at: [800, 0] }); w.link('L', 'Join'); w.link('U', 'Join');
});
draw('order-if', 'Order: If, both ways into one node', w => {
  w.items([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
  w.node('If', 'if', 2.2, { conditions: conditions([['={{ $json.n }}', 'number.gt', 2]]), options: {} });
  w.set('Yes', [['way', 'yes']], { includeOtherFields: true }, { from: 'If', out: 0, at: [700, 0] });
  w.set('No', [['way', 'no']], { includeOtherFields: true }, { from: 'If', out: 1, at: [700, 200] });
  w.code('Join', 'return $input.all().map((i, k) => ({ json: { ...i.json, k, run: $runIndex } }));', { from: 'Yes', at: [900, 100] }); w.link('No', 'Join');
  w.set('Back', [['n', "={{ $('Items').item.json.n }}", 'number'], ['first', "={{ $('Items').first().json.n }}", 'number'], ['run', '={{ $runIndex }}', 'number'], ['all', "={{ $('Join').all().length }}", 'number'], ['prev', '={{ $prevNode.runIndex }}', 'number']], { includeOtherFields: true });
  w.node('Only one way', 'if', 2.2, { conditions: conditions([['={{ $json.n }}', 'number.gt', 99]]), options: {} }, { from: 'Items' });
  w.set('Never', [['x', '1']], {}, { out: 0 }); w.set('Always', [['x', '2']], {}, { from: 'Only one way', out: 1 });
  w.node('Merged', 'merge', 3, {}, { from: 'Never' }); w.link('Always', 'Merged', 0, 1); w.set('After merged', [['x', '={{ $json.x }}!']]);
});
draw('order-merge-waits', 'Order: Merge waits for the longer branch', w => {
  w.items([{ n: 1 }, { n: 2 }]);
  w.node('M', 'merge', 3, { mode: 'combine', combineBy: 'combineByPosition', options: {} }, { from: 'Items', at: [900, 0] });
  w.set('L1', [['a', '={{ $json.n }}', 'number']], {}, { from: 'Items', at: [500, 200] }); w.set('L2', [['b', '={{ $json.a * 2 }}', 'number']], { includeOtherFields: true }, { at: [700, 200] }); w.link('L2', 'M', 0, 1);
  w.set('After', [['sum', '={{ $json.n + $json.b }}', 'number']], { includeOtherFields: true }, { from: 'M' });
  w.node('M2', 'merge', 3, {}, { from: 'Items', at: [900, 400] }); w.link('After', 'M2', 0, 1); w.set('End', [['k', '={{ $itemIndex }}', 'number']], { includeOtherFields: true });
});
draw('order-two-merges', 'Order: diamonds one after another', w => {
  w.items([{ n: 1 }]);
  const set = (name, from, at) => w.set(name, [['p', `={{ ($json.p ?? '') + '${name}' }}`]], {}, { from, at });
  set('a', 'Items', [400, 0]); set('b', 'Items', [400, 200]); w.node('M', 'merge', 3, {}, { from: 'a', at: [600, 100] }); w.link('b', 'M', 0, 1);
  set('c', 'M', [800, 0]); set('d', 'M', [800, 200]); set('e', 'c', [1000, 0]); w.node('N', 'merge', 3, {}, { from: 'e', at: [1200, 100] }); w.link('d', 'N', 0, 1); set('f', 'N', [1400, 100]);
  set('g', 'M', [800, -200]); w.link('g', 'f');
});
draw('loop', 'Loop Over Items', w => {
  w.items(Array.from({ length: 7 }, (_, i) => ({ i })));
  w.node('Loop', 'splitInBatches', 3, { batchSize: 3, options: {} });
  w.set('Body', [['i', '={{ $json.i }}', 'number'], ['run', '={{ $runIndex }}', 'number'], ['index', "={{ $('Loop').context.currentRunIndex }}", 'number'], ['left', "={{ $('Loop').context.noItemsLeft }}", 'boolean'], ['src', "={{ $('Items').item.json.i }}", 'number']], {}, { out: 1 });
  w.link('Body', 'Loop');
  w.set('Done', [['i', '={{ $json.i }}', 'number'], ['run', '={{ $runIndex }}', 'number']], { includeOtherFields: true }, { from: 'Loop', out: 0 });
  w.set('After', [['n', "={{ $('Body').all().length }}", 'number']], { includeOtherFields: true });
});
draw('loop-if', 'Loop with a branch in its body', w => {
  w.items(Array.from({ length: 4 }, (_, i) => ({ i })));
  w.node('Loop', 'splitInBatches', 3, { options: {} });
  w.node('Odd', 'if', 2.2, { conditions: conditions([['={{ $json.i % 2 }}', 'number.equals', 1]]), options: {} }, { out: 1 });
  w.set('Yes', [['way', 'odd {{ $json.i }}'.replace(/^/, '=')]], {}, { from: 'Odd', out: 0, at: [900, 0] }); w.link('Yes', 'Loop');
  w.set('No', [['way', '=even {{ $json.i }}']], {}, { from: 'Odd', out: 1, at: [900, 300] }); w.link('No', 'Loop');
  w.code('Done', 'return [{ json: { all: $input.all().map(i => i.json.way) } }];', { from: 'Loop', out: 0 });
});
draw('loop-nested', 'Loop in a loop', w => {
  w.items([{ a: 1 }, { a: 2 }]);
  w.node('Outer', 'splitInBatches', 3, { options: {} });
  w.code('Make', 'return [1, 2, 3].map(b => ({ json: { a: $input.first().json.a, b } }));', { out: 1 });
  w.node('Inner', 'splitInBatches', 3, { batchSize: 2, options: { reset: '={{ $prevNode.name === "Make" }}' } });
  w.set('Body', [['ab', '={{ $json.a * 10 + $json.b }}', 'number'], ['run', '={{ $runIndex }}', 'number']], {}, { out: 1 }); w.link('Body', 'Inner');
  w.set('Inner done', [['x', '={{ $json.ab }}', 'number']], {}, { from: 'Inner', out: 0 }); w.link('Inner done', 'Outer');
  w.set('Outer done', [['y', '={{ $json.x }}', 'number']], {}, { from: 'Outer', out: 0 });
});
draw('loop-twice', 'Loop that two branches enter', w => {
  w.items([{ i: 1 }, { i: 2 }], 'A', { at: [200, 0] }); w.items([{ i: 3 }, { i: 4 }, { i: 5 }], 'B', { at: [200, 300] });
  w.node('Loop', 'splitInBatches', 3, { batchSize: 2, options: {} }, { from: 'A', at: [500, 0] }); w.link('B', 'Loop');
  w.set('Body', [['i', '={{ $json.i }}', 'number'], ['run', '={{ $runIndex }}', 'number']], {}, { out: 1 }); w.link('Body', 'Loop');
  w.set('Done', [['i', '={{ $json.i }}', 'number']], {}, { from: 'Loop', out: 0 });
});
draw('loop-old', 'Split in Batches of versions 1 and 2', w => {
  w.items(Array.from({ length: 5 }, (_, i) => ({ i })));
  w.node('V1', 'splitInBatches', 1, { batchSize: 2, options: {} }, { from: 'Items' });
  w.set('Body 1', [['i', '={{ $json.i }}', 'number']]);
  w.node('More', 'if', 1, { conditions: { boolean: [{ value1: '={{ $node["V1"].context["noItemsLeft"] }}', value2: true }] } });
  w.set('End 1', [['end', '={{ $runIndex }}', 'number']], {}, { out: 0 }); w.link('More', 'V1', 1);
  w.node('V2', 'splitInBatches', 2, { batchSize: 2, options: {} }, { from: 'Items' });
  w.set('Body 2', [['i', '={{ $json.i }}', 'number']], {}, { out: 0 }); w.link('Body 2', 'V2');
  w.set('Done 2', [['i', '={{ $json.i }}', 'number']], {}, { from: 'V2', out: 1 });
});
draw('loop-empty', 'Loop over nothing', w => {
  w.items([]); w.node('Loop', 'splitInBatches', 3, { options: {} }); w.set('Body', [['x', '1']], {}, { out: 1 }); w.link('Body', 'Loop'); w.set('Done', [['x', '2']], {}, { from: 'Loop', out: 0 });
  w.items([{ n: 1 }, { n: 2 }], 'Some'); w.node('Open', 'splitInBatches', 3, { options: {} }, { from: 'Some' }); w.set('No way back', [['x', '={{ $json.n }}']], {}, { out: 1 });
});
draw('cycle', 'A cycle without a loop node', w => {
  w.code('A', 'return [{ json: { n: 0 } }];', { from: 'Start' });
  w.set('Add', [['n', '={{ $json.n + 1 }}', 'number']]);
  w.node('Enough', 'if', 2.2, { conditions: conditions([['={{ $json.n }}', 'number.gte', 4]]), options: {} });
  w.link('Enough', 'Add', 1); w.set('End', [['n', '={{ $json.n }}', 'number'], ['run', '={{ $runIndex }}', 'number']], {}, { from: 'Enough', out: 0 });
});
draw('settings', 'Settings: always output, execute once, disabled, retry', w => {
  w.items([{ n: 1 }, { n: 2 }, { n: 3 }]);
  const none = { conditions: conditions([['={{ $json.n }}', 'number.gt', 99]]), options: {} };
  w.node('Empty', 'filter', 2.2, none, { from: 'Items' }); w.set('Not run', [['x', '1']]);
  w.node('Always', 'filter', 2.2, none, { from: 'Items', alwaysOutputData: true }); w.set('Run', [['x', '={{ $json.n }}']]);
  w.set('Once', [['x', '={{ $json.n }}'], ['all', '={{ $input.all().length }}', 'number']], {}, { from: 'Items', executeOnce: true });
  w.codeEach('Once code', 'return { x: $json.n };', { from: 'Items', executeOnce: true });
  w.set('Off', [['x', '1']], {}, { from: 'Items', disabled: true }); w.set('After off', [['x', '={{ $json.n }}', 'number']], { includeOtherFields: true });
  w.node('If off', 'if', 2.2, none, { from: 'Items', disabled: true }); w.set('True of off', [['x', 't']], {}, { from: 'If off', out: 0 }); w.set('False of off', [['x', 'f']], {}, { from: 'If off', out: 1 });
  w.node('No op', 'noOp', 1, {}, { from: 'Items' });
  w.node('If none', 'if', 2.2, none, { from: 'Items', alwaysOutputData: true }); w.set('T', [['x', 't']], {}, { from: 'If none', out: 0 }); w.set('F', [['x', 'f']], {}, { from: 'If none', out: 1 });
  w.code('Code none', 'return [];', { from: 'Items', alwaysOutputData: true }); w.set('After code none', [['x', '={{ Object.keys($json).length }}', 'number']]);
  w.node('Merge off', 'merge', 3, {}, { from: 'Items', disabled: true }); w.link('Once', 'Merge off', 0, 1); w.set('After merge off', [['x', '={{ $json.x ?? $json.n }}']]);
});
draw('errors', 'Errors: passed on in each way', w => {
  w.items([{ n: 1 }, { n: 0 }, { n: 2 }]);
  const throwing = 'if ($json.n === 0) throw new Error("zero"); return { half: 1 / $json.n };';
  w.codeEach('Each regular', throwing, { from: 'Items', onError: 'continueRegularOutput' }); w.set('After each', [['e', '={{ $json.error !== undefined }}', 'boolean'], ['half', '={{ $json.half }}', 'number'], ['text', '={{ typeof $json.error }}']]);
  w.codeEach('Each error', throwing, { from: 'Items', onError: 'continueErrorOutput' }); w.set('Good', [['half', '={{ $json.half }}', 'number']], {}, { out: 0 }); w.set('Bad', [['n', '={{ $json.n }}', 'number'], ['e', '={{ $json.error !== undefined }}', 'boolean']], {}, { from: 'Each error', out: 1 });
  w.code('All regular', 'throw new Error("all");', { from: 'Items', onError: 'continueRegularOutput' }); w.set('After all', [['e', '={{ $json.error !== undefined }}', 'boolean']]);
  w.code('All error', 'throw new Error("all");', { from: 'Items', onError: 'continueErrorOutput' }); w.set('All good', [['x', '1']], {}, { out: 0 }); w.set('All bad', [['e', '={{ $json.error !== undefined }}', 'boolean'], ['n', '={{ $json.n }}', 'number']], {}, { from: 'All error', out: 1 });
  w.code('Old', 'throw new Error("old");', { from: 'Items', continueOnFail: true }); w.set('After old', [['e', '={{ $json.error !== undefined }}', 'boolean']]);
  w.set('Set error', [['x', '={{ $json.n === 0 ? "abc" : $json.n }}', 'number']], {}, { from: 'Items', onError: 'continueErrorOutput' }); w.set('Set good', [['x', '={{ $json.x }}', 'number']], {}, { out: 0 }); w.set('Set bad', [['n', '={{ $json.n }}', 'number'], ['e', '={{ $json.error !== undefined }}', 'boolean']], {}, { from: 'Set error', out: 1 });
  w.set('Set regular', [['x', '={{ $json.n === 0 ? "abc" : $json.n }}', 'number']], {}, { from: 'Items', onError: 'continueRegularOutput' }); w.set('After set regular', [['n', '={{ $json.n }}', 'number'], ['x', '={{ $json.x }}', 'number'], ['e', '={{ $json.error !== undefined }}', 'boolean']]);
});
for (const [file, name, make] of [
  ['stop-code', 'a code node throws', w => w.codeEach('Fails', 'if ($json.n === 2) throw new Error("two"); return $json;')],
  ['stop-set', 'a value that is no number', w => w.set('Fails', [['x', '={{ "abc" }}', 'number']])],
  ['stop-condition', 'a strict comparison of another type', w => w.node('Fails', 'if', 2.2, { conditions: conditions([['={{ $json.s }}', 'number.gt', 1]]), options: {} })],
  ['stop-stop', 'Stop and Error', w => w.node('Fails', 'stopAndError', 1, { errorMessage: '=n is {{ $json.n }}' })],
  ['stop-stop-object', 'Stop and Error with an object', w => w.node('Fails', 'stopAndError', 1, { errorType: 'errorObject', errorObject: '={ "message": "m {{ $json.n }}", "code": 5 }' })],
  ['stop-name', 'a node that does not exist', w => w.set('Fails', [['x', "={{ $('Nobody').first().json.x }}"]])],
  ['stop-unexecuted', 'a node that has not run', w => { w.node('None', 'filter', 2.2, { conditions: conditions([['={{ $json.n }}', 'number.gt', 99]]), options: {} }); w.set('Not run', [['x', '1']]); w.set('Fails', [['x', "={{ $('Not run').first().json.x }}"]], {}, { from: 'Items' }); }],
  ['stop-lineage', 'a line back that is lost', w => { w.code('Made anew', 'return [{ json: { a: 1 } }, { json: { a: 2 } }];'); w.set('Fails', [['x', "={{ $('Items').item.json.n }}"]]); }],
  ['stop-extension', 'a method on the wrong value', w => w.set('Fails', [['x', '={{ "abc".toInt() }}']])],
  ['stop-sort', 'a field that does not exist', w => w.node('Fails', 'sort', 1, { sortFieldsUi: { sortField: [{ fieldName: 'zz' }] }, options: {} })],
  ['stop-code-result', 'a code node that gives a text', w => w.code('Fails', 'return "text";')],
  ['stop-code-list', 'a code node per item that gives a list', w => w.codeEach('Fails', 'return [1];')],
  ['stop-later', 'the other branch has run', w => { w.set('First', [['x', '1']], {}, { at: [600, -200] }); w.code('Fails', 'throw new Error("x");', { from: 'Items', at: [600, 0] }); w.set('Last', [['x', '1']], {}, { from: 'Items', at: [600, 200] }); }],
]) draw(file, `Errors that stop: ${name}`, w => { w.items([{ n: 1, s: 'a' }, { n: 2, s: 'b' }]); make(w); });
