// The whole graph as a PNG, painted from what the canvas holds: the page's own elements cannot be drawn into a picture under its policy.
import { hasRows, nodeHeight, nodeWidth, portTop, toolPort, topOf } from "./geometry";
import type { AnyNode, CardNode, LineEdge } from "./store";

const margin = 40;
const most = 8_000;

export async function picture(nodes: AnyNode[], edges: LineEdge[]): Promise<Blob | null> {
  const boxes = nodes.map((node) => ({ x: node.position.x, y: node.position.y, w: node.width ?? nodeWidth, h: node.height ?? 60 }));
  if (boxes.length === 0) return null;
  const [left, top] = [Math.min(...boxes.map((box) => box.x)) - margin, Math.min(...boxes.map((box) => box.y)) - margin];
  const [width, height] = [Math.max(...boxes.map((box) => box.x + box.w)) + margin - left, Math.max(...boxes.map((box) => box.y + box.h)) + margin - top];
  const scale = Math.min(2, most / width, most / height);
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const paint = canvas.getContext("2d")!;
  const colours = coloursOf();
  const icons = await iconsOf(nodes.filter((node) => node.type === "card").map((node) => node.data.view.icon));
  paint.fillStyle = colours("--color-base-200");
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.scale(scale, scale);
  paint.translate(-left, -top);
  const cards = new Map(nodes.filter((node) => node.type === "card").map((node) => [node.id, node]));
  for (const node of nodes) if (node.type === "sticky") paintNote(paint, node.data.view.text, node.position.x, node.position.y, node.width ?? 260, node.height ?? 120, colours);
  for (const edge of edges) paintEdge(paint, edge, cards, colours);
  for (const card of cards.values()) paintCard(paint, card, icons.get(card.data.view.icon), colours);
  return canvas.convertToBlob({ type: "image/png" });
}

type Paint = OffscreenCanvasRenderingContext2D;
type Colours = (name: string) => string;

function coloursOf(): Colours {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

function paintCard(paint: Paint, { data: { view }, position: { x, y } }: CardNode, icon: ImageBitmap | undefined, colours: Colours): void {
  const height = nodeHeight(view);
  paint.beginPath();
  paint.roundRect(x, y, nodeWidth, height, view.isTrigger ? [28, 14, 14, 28] : 14);
  paint.globalAlpha = view.isDisabled ? 0.55 : 1;
  paint.fillStyle = colours("--color-base-100");
  paint.fill();
  paint.lineWidth = 1.5;
  paint.strokeStyle = colours(view.state === "failed" || view.errors ? "--color-error" : view.state === "completed" ? "--color-success" : "--color-base-300");
  paint.stroke();
  paint.beginPath();
  paint.roundRect(x + 12, y + 12, 38, 38, 10);
  paint.fillStyle = groupColour(view.group);
  paint.fill();
  if (icon) paint.drawImage(icon, x + 21, y + 21, 20, 20);
  write(paint, view.name, x + 61, y + (view.note ? 27 : 35), nodeWidth - 74, `600 13.5px ${fontOf()}`, colours("--color-base-content"));
  if (view.note) write(paint, view.note, x + 61, y + 44, nodeWidth - 74, `400 11.5px ${fontOf()}`, colours("--color-base-content"), 0.68);
  for (const [ports, at] of [[view.inputs, x], [view.outputs, x + nodeWidth]] as const) {
    ports.forEach((port, index) => {
      const top = y + portTop(view, ports, index);
      paint.beginPath();
      paint.arc(at, top, 5, 0, 2 * Math.PI);
      paint.fillStyle = port.look ? colours("--color-error") : "#8a8f9c";
      paint.fill();
      if (hasRows(view) && ports.length > 1) {
        paint.textAlign = at === x ? "left" : "right";
        write(paint, port.label, at === x ? x + 14 : at - 14, top + 4, 90, `500 11px ${fontOf()}`, colours("--color-base-content"), 0.7);
        paint.textAlign = "left";
      }
    });
  }
  paint.globalAlpha = 1;
}

function paintEdge(paint: Paint, edge: LineEdge, cards: Map<string, CardNode>, colours: Colours): void {
  const [from, to] = [cards.get(edge.source), cards.get(edge.target)];
  if (!from || !to) return;
  if (edge.targetHandle === toolPort) {
    paintTool(paint, from, to);
    return;
  }
  const start = { x: from.position.x + nodeWidth, y: from.position.y + topOf(from.data.view, "outputs", edge.sourceHandle) };
  const end = { x: to.position.x, y: to.position.y + topOf(to.data.view, "inputs", edge.targetHandle) };
  const bend = Math.max(40, Math.abs(end.x - start.x) / 2);
  paint.beginPath();
  paint.moveTo(start.x, start.y);
  paint.bezierCurveTo(start.x + bend, start.y, end.x - bend, end.y, end.x, end.y);
  paint.lineWidth = 2;
  paint.strokeStyle = edge.data?.view.look === "error" ? colours("--color-error") : edge.data?.view.state === "delivered" ? colours("--color-success") : "#a3a7b3";
  paint.stroke();
}

function paintTool(paint: Paint, tool: CardNode, agent: CardNode): void {
  const [start, end] = [tool, agent].map((card, index) => ({ x: card.position.x + nodeWidth / 2, y: card.position.y + index * nodeHeight(card.data.view) })) as [{ x: number; y: number }, { x: number; y: number }];
  paint.beginPath();
  paint.moveTo(start.x, start.y);
  paint.bezierCurveTo(start.x, (start.y + end.y) / 2, end.x, (start.y + end.y) / 2, end.x, end.y);
  paint.lineWidth = 2;
  paint.strokeStyle = groupColour("ai");
  paint.setLineDash([6, 5]);
  paint.stroke();
  paint.setLineDash([]);
}

function paintNote(paint: Paint, text: string, x: number, y: number, w: number, h: number, colours: Colours): void {
  paint.beginPath();
  paint.roundRect(x, y, w, h, 10);
  paint.fillStyle = "#fff3bf";
  paint.fill();
  text.split("\n").slice(0, Math.floor((h - 16) / 18)).forEach((line, index) => write(paint, line, x + 12, y + 24 + 18 * index, w - 24, `400 13px ${fontOf()}`, "#3b3416"));
  void colours;
}

function write(paint: Paint, text: string, x: number, y: number, width: number, font: string, colour: string, alpha = 1): void {
  paint.font = font;
  let shown = text;
  while (shown.length > 1 && paint.measureText(shown).width > width) shown = `${shown.slice(0, -2)}…`;
  const before = paint.globalAlpha;
  paint.globalAlpha = before * alpha;
  paint.fillStyle = colour;
  paint.fillText(shown, x, y);
  paint.globalAlpha = before;
}

const fontOf = () => getComputedStyle(document.body).fontFamily;

// The colour of a group is set on elements of it; one that is not shown tells.
function groupColour(group: string): string {
  const probe = document.createElement("span");
  probe.dataset["group"] = group;
  document.body.append(probe);
  const colour = getComputedStyle(probe).getPropertyValue("--group").trim();
  probe.remove();
  return colour || "#667085";
}

async function iconsOf(names: string[]): Promise<Map<string, ImageBitmap>> {
  const found = new Map<string, ImageBitmap>();
  const sprite = new DOMParser().parseFromString(await (await fetch("dist/icons.svg")).text(), "image/svg+xml");
  for (const name of new Set(names)) {
    const symbol = sprite.getElementById(name);
    if (!symbol) continue;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="${symbol.getAttribute("viewBox") ?? "0 0 24 24"}" fill="none" stroke="white" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${symbol.innerHTML}</svg>`;
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await image.decode();
    found.set(name, await createImageBitmap(image));
  }
  return found;
}
