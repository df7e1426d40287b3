// mode: perItem
// expect: script.limit script.failed script.timeout
// seconds: 5
return { a: 'x'.repeat(5e7).split('') };
