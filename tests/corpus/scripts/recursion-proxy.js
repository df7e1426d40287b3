// mode: perItem
// expect: script.limit
// seconds: 0.25
const p = new Proxy({}, { get: (t, k, r) => r[k] });
return { a: p.a };
