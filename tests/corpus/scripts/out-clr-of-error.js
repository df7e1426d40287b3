// mode: perItem
// expect: script.failed
// seconds: 0.25
try { null.x; } catch (error) { return { a: error.GetType().FullName }; }
