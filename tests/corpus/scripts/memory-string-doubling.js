// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
let s = 'x';
for (;;) s += s;
