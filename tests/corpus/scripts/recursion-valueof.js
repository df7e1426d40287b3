// mode: perItem
// expect: script.limit
// seconds: 3
const o = { valueOf() { return +this; } };
return { a: +o };
