// mode: perItem
// expect: none script.failed
// seconds: 0.25
Object.defineProperty(globalThis, '$json', { get() { throw 1; }, set() { throw 2; } });
return {};
