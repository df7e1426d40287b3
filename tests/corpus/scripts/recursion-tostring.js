// mode: perItem
// expect: script.limit
// seconds: 3
const o = { toString() { return `${this}`; } };
return { a: String(o) };
