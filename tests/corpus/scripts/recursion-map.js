// mode: perItem
// expect: script.limit
// seconds: 0.25
const f = () => [1].map(f);
return { a: f() };
