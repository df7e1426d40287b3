// mode: perItem
// expect: none script.result
// seconds: 0.25
JSON.stringify = () => '{"a":';
Object.prototype.toJSON = () => undefined;
return {};
