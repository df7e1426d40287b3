// mode: perItem
// expect: script.limit script.failed script.timeout script.result
// seconds: 0.25
let o = { a: 'xxxxxxxxxx' };
for (let i = 0; i < 40; i++) o = { a: o, b: o };
return o;
