// mode: perItem
// expect: script.failed
// seconds: 0.25
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
