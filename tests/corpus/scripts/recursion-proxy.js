// mode: perItem
// expect: script.limit
// seconds: 3
const p = new Proxy({}, { get: (t, k, r) => r[k] });
return { a: p.a };
