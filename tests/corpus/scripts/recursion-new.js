// mode: perItem
// expect: script.limit
// seconds: 0.25
function F() { new F(); }
new F();
