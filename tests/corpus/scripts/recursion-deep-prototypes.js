// mode: perItem
// expect: script.limit script.failed script.timeout none
// seconds: 0.25
let o = {};
for (let i = 0; i < 200000; i++) o = Object.create(o);
return { a: o.x ?? null };
