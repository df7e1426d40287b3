// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
let s = 'a'.repeat(1000);
for (;;) s = s.replace(/a/g, 'aaaaaaaaaa');
