// mode: perItem
// expect: script.timeout
// seconds: 0.25
const again = () => Promise.resolve().then(again);
await again();
return {};
