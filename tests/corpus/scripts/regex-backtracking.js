// mode: perItem
// expect: script.timeout
// seconds: 0.25
return { a: /^(a+)+$/.test('a'.repeat(40) + '!') };
