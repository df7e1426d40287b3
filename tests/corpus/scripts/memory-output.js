// mode: allItems
// expect: script.limit limit.item
// seconds: 10
const s = 'x'.repeat(3000000);
return Array.from({ length: 40 }, () => ({ s }));
