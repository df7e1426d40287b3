// mode: perItem
// expect: script.limit
// seconds: 0.25
const o = { toString() { return `${this}`; } };
return { a: String(o) };
