// mode: perItem
// expect: script.timeout
// seconds: 0.25
const a = Array.from({ length: 10 }, (_, i) => i);
a.sort(() => { for (;;); });
return {};
