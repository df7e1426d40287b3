// mode: perItem
// expect: script.failed
// seconds: 0.25
return { a: (function* () {}).constructor('yield 1')().next().value };
