// Tells what becomes of what a user function promised.
(function (value) {
  'use strict';
  const box = { settled: false, failed: false, value: undefined };
  (async () => {
    try {
      box.value = await value;
    } catch (error) {
      box.value = error;
      box.failed = true;
    }
    box.settled = true;
  })();
  return box;
})
