// mode: perItem
// expect: script.limit script.failed script.timeout script.result
// seconds: 0.25
let o = {};
for (let i = 0; i < 1000000; i++) o = { o };
return o;
