// mode: perItem
// expect: script.unsettled
// seconds: 0.25
return new Promise(() => {});
