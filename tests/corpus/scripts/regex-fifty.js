// mode: perItem
// expect: script.timeout
// seconds: 0.25
for (let i = 0; i < 50; i++) /^(a+)+$/.test('a'.repeat(30 + i) + '!');
return {};
