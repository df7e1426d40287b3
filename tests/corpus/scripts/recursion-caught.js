// mode: perItem
// expect: script.limit script.timeout
// seconds: 0.25
function f() { try { f(); } catch { f(); } }
f();
