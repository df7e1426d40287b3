// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 0.25
return { a: JSON.parse('['.repeat(1000000)) };
