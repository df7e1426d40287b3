// mode: perItem
// expect: script.timeout
// seconds: 0.25
return { s: 'aaaa'.replace(/a/g, () => { for (;;); }) };
