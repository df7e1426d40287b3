// mode: perItem
// expect: script.result
// seconds: 0.25
return { toJSON: () => 'text' };
