// mode: perItem
// expect: script.timeout
// seconds: 0.25
try { for (;;); } finally { for (;;); }
