// mode: perItem
// expect: script.timeout script.limit
// seconds: 0.25
return { a: [...{ *[Symbol.iterator]() { for (;;) yield 1; } }] };
