/** What a kind dragged from the palette is called in the browser's drag. */
export const dragType = "application/x-flowforge-kind";

/** Lets elements with data-kind be dragged onto the canvas. */
export function listenForDrags(): () => void {
  const start = (event: globalThis.DragEvent) => {
    const kind = event.target instanceof Element ? event.target.closest("[data-kind]")?.getAttribute("data-kind") : null;
    if (kind && event.dataTransfer) {
      event.dataTransfer.setData(dragType, kind);
      event.dataTransfer.effectAllowed = "copy";
    }
  };
  document.addEventListener("dragstart", start);
  return () => document.removeEventListener("dragstart", start);
}
