// mode: perItem
// expect: script.limit
// seconds: 3
const f = () => [1].map(f);
return { a: f() };
