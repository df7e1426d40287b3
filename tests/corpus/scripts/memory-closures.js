// mode: perItem
// expect: script.limit script.timeout
// seconds: 5
let f = () => 1;
for (;;) { const g = f, a = new Array(100).fill(g); f = () => a; }
