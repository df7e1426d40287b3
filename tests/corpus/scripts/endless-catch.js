// mode: perItem
// expect: script.timeout
// seconds: 0.25
for (;;) { try { for (;;); } catch { } finally { continue; } }
