// mode: perItem
// expect: script.timeout
// seconds: 0.25
function* all() { for (;;) yield 1; }
for (const x of all());
return {};
