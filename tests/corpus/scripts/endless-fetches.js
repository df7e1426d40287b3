// mode: perItem
// expect: script.timeout script.limit
// seconds: 0.25
for (;;) $('Oth' + 'er').all();
