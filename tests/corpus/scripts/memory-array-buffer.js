// mode: perItem
// expect: script.limit script.failed
// seconds: 0.25
return { n: new ArrayBuffer(2 ** 33).byteLength };
