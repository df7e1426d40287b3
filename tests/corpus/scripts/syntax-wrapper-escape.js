// mode: perItem
// expect: script.failed
// seconds: 0.25
}); (function () {
