// mode: perItem
// expect: script.limit
// seconds: 3
function F() { new F(); }
new F();
