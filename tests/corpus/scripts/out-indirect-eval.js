// mode: perItem
// expect: script.failed
// seconds: 0.25
return { a: (0, eval)('1') };
