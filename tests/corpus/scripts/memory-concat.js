// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
let a = [1];
for (;;) a = a.concat(a);
