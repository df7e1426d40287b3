// mode: perItem
// expect: script.limit script.failed
// seconds: 0.25
return { s: 'x'.padEnd(2 ** 30, 'ab') };
