// mode: perItem
// expect: script.failed script.unsettled
// seconds: 0.25
const fs = await import('fs');
return { a: typeof fs };
