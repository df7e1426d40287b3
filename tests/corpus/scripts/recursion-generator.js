// mode: perItem
// expect: script.limit
// seconds: 3
function* g() { yield* g(); }
for (const x of g());
return {};
