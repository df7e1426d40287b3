// mode: allItems
// expect: script.timeout
// seconds: 0.25
for (;;) $input.all();
