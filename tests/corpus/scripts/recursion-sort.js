// mode: perItem
// expect: script.limit
// seconds: 0.25
const f = () => [2, 1].sort(f);
f();
