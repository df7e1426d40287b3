// mode: perItem
// expect: script.timeout script.limit script.failed
// seconds: 0.25
return { s: String(7n ** (2n ** 30n)).length };
