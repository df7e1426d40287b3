// mode: perItem
// expect: script.limit
// seconds: 3
const o = { get a() { return this.a; } };
return { a: o.a };
