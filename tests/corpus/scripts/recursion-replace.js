// mode: perItem
// expect: script.limit
// seconds: 0.25
const f = () => 'a'.replace(/a/, f);
return { a: f() };
