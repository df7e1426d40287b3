// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
let n = 2n ** 64n;
for (;;) n <<= 1000000n;
