// mode: perItem
// expect: script.failed
// seconds: 0.25
return { a: eval('1') };
