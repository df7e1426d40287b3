// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 5
const a = [];
for (;;) a.push(new Float64Array(1e6).fill(1));
