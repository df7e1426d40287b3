// mode: perItem
// expect: script.limit
// seconds: 0.25
const o = { get a() { return this.a; } };
return { a: o.a };
