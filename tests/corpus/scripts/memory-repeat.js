// mode: perItem
// expect: script.limit script.failed
// seconds: 0.25
return { s: 'x'.repeat(2 ** 31 - 1) };
