// mode: perItem
// expect: script.limit
// seconds: 0.25
function f() { f(); }
f();
