// mode: expression
// expect: script.limit script.timeout
// seconds: 3
(() => { const f = () => f() + 1; return f(); })()
