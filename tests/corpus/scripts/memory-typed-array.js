// mode: perItem
// expect: script.limit script.failed
// seconds: 0.25
return { n: new Uint8Array(2e9).fill(1).length };
