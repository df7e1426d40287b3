// mode: perItem
// expect: script.limit
// seconds: 0.25
const o = { toJSON() { return JSON.stringify(o); } };
return { a: JSON.stringify(o) };
