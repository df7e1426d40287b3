// Keys and the clipboard, heard where no field has the focus. C# says which keys it knows; all others are the browser's.
import { watchAhead } from "./ahead";

interface Receiver {
  invokeMethod<T>(method: string, ...args: unknown[]): T;
  invokeMethodAsync(method: string, ...args: unknown[]): Promise<void>;
}

/** The keys that work inside fields, too: they would not write anything there. */
const everywhere = new Set(["mod+s", "mod+k", "mod+enter", "mod+shift+enter"]);

export function bindKeys(receiver: Receiver, known: string[]) {
  const keys = new Set(known);
  const down = (event: KeyboardEvent) => {
    const key = nameOf(event);
    if (event.defaultPrevented || !keys.has(key) || (isWriting(event.target) && !everywhere.has(key))) return;
    event.preventDefault();
    void receiver.invokeMethodAsync("OnKey", key);
  };
  const copy = (event: ClipboardEvent) => {
    if (isWriting(event.target) || !getSelection()?.isCollapsed) return;
    const text = receiver.invokeMethod<string | null>(event.type === "cut" ? "OnCut" : "OnCopy");
    if (text === null) return;
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData("text/plain");
    if (isWriting(event.target) || !text) return;
    event.preventDefault();
    void receiver.invokeMethodAsync("OnPaste", text);
  };
  const endAhead = watchAhead(keys, nameOf, isWriting);
  addEventListener("keydown", down);
  addEventListener("copy", copy);
  addEventListener("cut", copy);
  addEventListener("paste", paste);
  return {
    unbind() {
      endAhead();
      removeEventListener("keydown", down);
      removeEventListener("copy", copy);
      removeEventListener("cut", copy);
      removeEventListener("paste", paste);
    },
  };
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  return [(event.ctrlKey || event.metaKey) && "mod", event.altKey && "alt", event.shiftKey && "shift", key].filter(Boolean).join("+");
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, .code-host, dialog[open]") !== null);
}
