// mode: perItem
// expect: script.limit
// seconds: 0.25
const o = { valueOf() { return +this; } };
return { a: +o };
