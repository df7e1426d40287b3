// mode: perItem
// expect: script.timeout script.limit script.failed
// seconds: 0.25
return { s: (1n << 40000000n).toString().length };
