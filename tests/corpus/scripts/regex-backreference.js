// mode: perItem
// expect: script.timeout none
// seconds: 0.25
return { a: /(x*)*\1y/.test('x'.repeat(3000)) };
