// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
const p = new Proxy({}, { getPrototypeOf: () => p });
return { a: p instanceof Array };
