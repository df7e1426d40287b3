// mode: perItem
// expect: script.timeout
// seconds: 0.25
for (;;) await null;
