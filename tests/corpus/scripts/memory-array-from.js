// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
return { a: Array.from({ length: 2 ** 31 }, (_, i) => i) };
