// mode: allItems
// expect: script.unsettled
// seconds: 0.25
await new Promise(() => {});
