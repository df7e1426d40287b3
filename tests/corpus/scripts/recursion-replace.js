// mode: perItem
// expect: script.limit
// seconds: 3
const f = () => 'a'.replace(/a/, f);
return { a: f() };
