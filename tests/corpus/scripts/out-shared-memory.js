// mode: perItem
// expect: script.failed
// seconds: 0.25
return { a: new SharedArrayBuffer(8).byteLength };
