// mode: perItem
// expect: script.limit script.failed script.timeout none
// seconds: 0.25
let f = () => 1;
for (let i = 0; i < 100000; i++) f = f.bind(null);
return { a: f() };
