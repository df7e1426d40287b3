// mode: expression
// expect: script.timeout
// seconds: 1
(() => { while (true); })()
