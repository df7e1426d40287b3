// mode: perItem
// expect: script.limit
// seconds: 0.25
function* g() { yield* g(); }
for (const x of g());
return {};
