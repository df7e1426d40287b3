// mode: perItem
// expect: script.limit script.timeout
// seconds: 5
const m = new Map();
for (let i = 0; ; i++) m.set(i, { i });
