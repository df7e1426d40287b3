// A node that is pressed twice opens, also when the first press has opened a panel that lies under the pointer by the second.

const within = { milliseconds: 500, pixels: 6 };
const heard = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "dblclick"] as const;

export function watchTwice(host: HTMLElement, open: (node: string) => void): () => void {
  let first: { node: string; x: number; y: number; at: number } | null = null;
  let isTaken = false;
  const listen = (event: MouseEvent) => {
    if (event.type === "pointerdown") {
      isTaken = isSecond(event);
      if (isTaken && first) open(first.node);
      first = isTaken ? null : firstOf(event);
    }
    if (!isTaken) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isSecond = (event: MouseEvent) => first !== null && !host.contains(event.target as Element)
    && event.timeStamp - first.at < within.milliseconds && Math.hypot(event.clientX - first.x, event.clientY - first.y) < within.pixels;
  const firstOf = (event: MouseEvent) => {
    const card = event.button === 0 && host.contains(event.target as Element) ? (event.target as Element).closest(".react-flow__node-card") : null;
    return card ? { node: card.getAttribute("data-id")!, x: event.clientX, y: event.clientY, at: event.timeStamp } : null;
  };
  for (const name of heard) addEventListener(name, listen, true);
  return () => {
    for (const name of heard) removeEventListener(name, listen, true);
  };
}
