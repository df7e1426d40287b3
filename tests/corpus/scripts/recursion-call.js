// mode: perItem
// expect: script.limit
// seconds: 3
function f() { f(); }
f();
