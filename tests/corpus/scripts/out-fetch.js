// mode: perItem
// expect: script.failed
// seconds: 0.25
return { a: await fetch('http://127.0.0.1/') };
