// mode: perItem
// expect: script.timeout script.limit
// seconds: 0.25
for (;;) console.log('x'.repeat(100000));
