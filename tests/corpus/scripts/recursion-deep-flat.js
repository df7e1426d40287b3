// mode: perItem
// expect: script.limit script.failed script.timeout script.result none
// seconds: 0.25
let a = [1];
for (let i = 0; i < 200000; i++) a = [a];
return { a: a.flat(Infinity) };
