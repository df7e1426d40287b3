// What is typed between the key or press that opens a field and the field: it is written there, and sets off no command.

/** Milliseconds after which a field that was to open is not waited for any longer. */
const patience = 2000;

/** What opens a field: these keys, and what is marked so. */
const openingKeys = new Set(["n", "mod+k"]);
const opens = "[data-opens-field]";

export function watchAhead(known: Set<string>, nameOf: (event: KeyboardEvent) => string, isWriting: (target: EventTarget | null) => boolean) {
  let ahead: { keys: string[]; until: number } | null = null;
  const expect = () => { ahead = { keys: [], until: performance.now() + patience }; };
  const down = (event: KeyboardEvent) => {
    if (ahead && performance.now() > ahead.until) ahead = null;
    if (isWriting(event.target)) return;
    if (event.key === "Escape") ahead = null;
    else if (!ahead && openingKeys.has(nameOf(event)) && known.has(nameOf(event))) expect();
    else if (ahead && !event.ctrlKey && !event.metaKey && !event.altKey && (event.key.length === 1 || event.key === "Enter" || event.key === "Backspace")) {
      ahead.keys.push(event.key);
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  const press = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest(opens)) expect();
  };
  const focused = (event: FocusEvent) => {
    const field = event.target;
    if (!ahead || !(field instanceof HTMLInputElement)) return;
    const typed = ahead.keys;
    ahead = null;
    if (typed.length) setTimeout(() => write(field, typed));
  };
  addEventListener("keydown", down, true);
  addEventListener("click", press, true);
  addEventListener("focusin", focused);
  return () => {
    removeEventListener("keydown", down, true);
    removeEventListener("click", press, true);
    removeEventListener("focusin", focused);
  };
}

function write(field: HTMLInputElement, typed: string[]) {
  for (const key of typed) {
    if (key === "Enter") field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    else {
      field.value = key === "Backspace" ? field.value.slice(0, -1) : field.value + key;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}
