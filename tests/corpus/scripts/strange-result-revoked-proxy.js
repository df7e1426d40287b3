// mode: perItem
// expect: script.failed script.result
// seconds: 0.25
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
return proxy;
