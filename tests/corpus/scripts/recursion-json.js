// mode: perItem
// expect: script.limit
// seconds: 3
const o = { toJSON() { return JSON.stringify(o); } };
return { a: JSON.stringify(o) };
