(function () { return () => {}; })()
