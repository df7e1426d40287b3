// mode: perItem
// expect: script.timeout script.limit
// seconds: 0.25
const a = Array.from({ length: 3e6 }, (_, i) => String((i * 7919) % 1e6));
for (;;) a.sort().reverse();
