// mode: perItem
// expect: script.failed
// seconds: 0.25
return { a: System.IO.File.ReadAllText('/etc/passwd') };
