// mode: expression
// expect: script.limit expression.failed script.failed
// seconds: 1
'x'.repeat(2 ** 31 - 1)
