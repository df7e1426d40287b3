// mode: expression
// expect: script.limit
// seconds: 3
(() => { const f = () => f() + 1; return f(); })()
