// Fields of items that are dragged into parameters. Text fields and code take the text itself, where it is dropped; all others are told.
interface Receiver {
  invokeMethodAsync(method: "OnFieldDropped", path: string, field: string): Promise<void>;
}

export interface DraggedField {
  /** JavaScript that gives it: $json.a.b */
  expression: string;
  /** Its path in an item: a.b */
  path: string;
}

/** What a field is called in the browser's drag. */
export const fieldType = "application/x-flowforge-field";

/** Takes fields that are dropped inside an element until it is unbound. */
export function takeFields(host: HTMLElement, receiver: Receiver) {
  let over: Element | null = null;
  const mark = (element: Element | null) => {
    if (over === element) return;
    over?.classList.remove("is-drop");
    element?.classList.add("is-drop");
    over = element;
  };
  const start = (event: DragEvent) => {
    const field = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-drag-field]")?.dataset["dragField"] : undefined;
    if (!field || !event.dataTransfer) return;
    event.dataTransfer.setData(fieldType, field);
    event.dataTransfer.setData("text/plain", (JSON.parse(field) as DraggedField).expression);
    event.dataTransfer.effectAllowed = "copy";
    host.classList.add("is-taking");
  };
  const move = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes(fieldType)) return;
    const target = event.target as Element;
    // A tab that is stayed over opens: the parameters may be behind another one.
    if (event.type === "dragenter") target.closest<HTMLElement>("[data-drag-opens]")?.click();
    mark(target.closest("[data-field]"));
    if (!over) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  };
  const drop = (event: DragEvent) => {
    const field = event.dataTransfer?.getData(fieldType);
    const path = over?.getAttribute("data-field");
    end();
    if (!field || event.defaultPrevented || path === null || path === undefined) return;
    event.preventDefault();
    void receiver.invokeMethodAsync("OnFieldDropped", path, field);
  };
  const end = () => {
    mark(null);
    host.classList.remove("is-taking");
  };
  const heard = [["dragstart", start], ["dragenter", move], ["dragover", move], ["drop", drop], ["dragend", end]] as const;
  for (const [name, listener] of heard) host.addEventListener(name, listener);
  return {
    unbind() {
      for (const [name, listener] of heard) host.removeEventListener(name, listener);
    },
  };
}
