// mode: perItem
// expect: script.failed
// seconds: 0.25
return { a: console.log.constructor('return 1')() };
