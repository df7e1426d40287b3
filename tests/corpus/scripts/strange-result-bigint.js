// mode: perItem
// expect: script.result
// seconds: 0.25
return { a: 1n };
