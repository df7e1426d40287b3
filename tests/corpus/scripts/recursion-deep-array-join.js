// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
let a = [];
for (let i = 0; i < 200000; i++) a = [a];
return { a: String(a) };
