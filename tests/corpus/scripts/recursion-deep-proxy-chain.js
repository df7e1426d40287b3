// mode: perItem
// expect: none script.limit script.failed script.timeout
// seconds: 0.25
let p = {};
for (let i = 0; i < 200000; i++) p = new Proxy(p, {});
return { a: p.x };
