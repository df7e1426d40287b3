// mode: perItem
// expect: script.limit
// seconds: 3
const f = () => [2, 1].sort(f);
f();
