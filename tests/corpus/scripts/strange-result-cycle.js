// mode: perItem
// expect: script.result
// seconds: 0.25
const a = {};
a.a = a;
return a;
