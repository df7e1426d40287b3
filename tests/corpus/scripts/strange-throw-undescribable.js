// mode: perItem
// expect: script.failed
// seconds: 0.25
throw new Proxy({}, { get() { throw 1; } });
