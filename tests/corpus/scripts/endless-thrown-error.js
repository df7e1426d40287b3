// mode: perItem
// expect: script.timeout
// seconds: 0.25
throw { get name() { for (;;); } };
