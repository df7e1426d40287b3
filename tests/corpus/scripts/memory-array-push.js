// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 5
const a = [];
for (;;) a.push({ a: [1, 2, 3] });
