// mode: perItem
// expect: script.timeout
// seconds: 0.25
return new Proxy({}, { ownKeys() { for (;;); } });
