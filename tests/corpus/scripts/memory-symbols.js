// mode: perItem
// expect: script.limit script.timeout
// seconds: 5
for (let i = 0; ; i++) Symbol.for('x'.repeat(1000) + i);
