// mode: perItem
// expect: script.timeout script.limit
// seconds: 0.25
const s = 'a'.repeat(2 ** 23);
for (;;) s.lastIndexOf('b'.repeat(10) + s.slice(0, 2 ** 20));
