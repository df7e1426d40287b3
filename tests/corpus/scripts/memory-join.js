// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
return { s: new Array(1e7).join('x'.repeat(1000)).length };
