// mode: perItem
// expect: script.timeout script.limit script.failed
// seconds: 0.25
let n = 3n;
for (let i = 0; i < 60; i++) n *= n;
return {};
