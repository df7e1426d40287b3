// mode: expression
// expect: script.limit
// seconds: 1
(() => { const f = () => f() + 1; return f(); })()
