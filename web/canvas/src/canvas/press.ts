/** Whether a pointer is pressed anywhere on the page; tells when it is let go. */
export function watchPresses(over: () => void) {
  let isPressed = false;
  const down = () => {
    isPressed = true;
  };
  const up = () => {
    isPressed = false;
    over();
  };
  const heard = [["pointerdown", down], ["pointerup", up], ["pointercancel", up]] as const;
  for (const [name, listener] of heard) addEventListener(name, listener, true);
  return {
    isDown: () => isPressed,
    unbind() {
      for (const [name, listener] of heard) removeEventListener(name, listener, true);
    },
  };
}
