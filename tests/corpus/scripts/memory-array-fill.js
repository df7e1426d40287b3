// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
return { a: new Array(2 ** 31).fill(0) };
