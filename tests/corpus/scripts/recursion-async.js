// mode: perItem
// expect: script.limit script.timeout script.failed
// seconds: 0.25
const f = async () => { await f(); };
await f();
