// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
let s = '\u20ac'.repeat(2 ** 22);
for (;;) s = encodeURIComponent(s);
