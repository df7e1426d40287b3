// mode: perItem
// expect: script.timeout
// seconds: 0.25
for (;;) { try { /^(a+)+$/.test('a'.repeat(40) + '!'); } catch { } }
