// mode: perItem
// expect: none script.failed script.result
// seconds: 0.25
Array.prototype.push = () => { throw 1; };
Array.prototype[Symbol.iterator] = null;
return {};
