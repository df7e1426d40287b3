import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useEffect, useRef, type PointerEvent, type WheelEvent } from "react";
import { nodeWidth } from "./geometry";
import type { AnyNode, CanvasStore } from "./store";

const width = 170;
const height = 106;

interface Box { x: number; y: number; w: number; h: number }

/** The whole graph and what is in view of it, on one canvas: five thousand nodes cost no more than fifty. */
export function Overview({ store }: { store: CanvasStore }) {
  const host = useRef<HTMLCanvasElement>(null);
  const flow = useReactFlow();
  const state = useStoreApi();
  const shown = useRef<Box>({ x: 0, y: 0, w: 1, h: 1 });

  useEffect(() => {
    let due = 0;
    const draw = () => {
      due = 0;
      const { transform: [x, y, zoom], width: w, height: h } = state.getState();
      if (host.current) shown.current = paint(host.current, store.nodes, { x: -x / zoom, y: -y / zoom, w: w / zoom, h: h / zoom });
    };
    const ask = () => { due ||= requestAnimationFrame(draw); };
    const theme = new MutationObserver(ask);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    const ends = [store.subscribe(ask), state.subscribe(ask)];
    ask();
    return () => {
      cancelAnimationFrame(due);
      theme.disconnect();
      ends.forEach((end) => end());
    };
  }, [store, state]);

  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!event.buttons) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    const { x, y, w, h } = shown.current;
    void flow.setCenter(x + ((event.clientX - box.x) / box.width) * w, y + ((event.clientY - box.y) / box.height) * h, { zoom: flow.getZoom() });
  };
  const zoom = (event: WheelEvent) => void flow.zoomTo(flow.getZoom() * 2 ** (-event.deltaY / 500));

  return <canvas ref={host} className="overview nowheel nopan" role="img" aria-label="Overview" style={{ width, height }} onPointerDown={go} onPointerMove={go} onWheel={zoom} />;
}

/** Gives the part of the canvas that the picture shows. */
function paint(canvas: HTMLCanvasElement, nodes: AnyNode[], view: Box): Box {
  const dense = devicePixelRatio || 1;
  if (canvas.width !== width * dense) [canvas.width, canvas.height] = [width * dense, height * dense];
  const pen = canvas.getContext("2d")!;
  const all = around(nodes, view);
  const scale = Math.min(width / all.w, height / all.h);
  const box = { x: all.x - (width / scale - all.w) / 2, y: all.y - (height / scale - all.h) / 2, w: width / scale, h: height / scale };
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  pen.setTransform(dense * scale, 0, 0, dense * scale, -box.x * dense * scale, -box.y * dense * scale);
  pen.clearRect(box.x, box.y, box.w, box.h);
  const least = 1.5 / scale;
  for (const node of nodes) {
    pen.fillStyle = node.type === "sticky" ? "#e8d06c80" : colourOf(node.data.view.group);
    pen.fillRect(node.position.x, node.position.y, Math.max(node.width ?? nodeWidth, least), Math.max(node.height ?? 60, least));
  }
  pen.fillStyle = colour("--shade");
  pen.beginPath();
  pen.rect(box.x, box.y, box.w, box.h);
  pen.rect(view.x, view.y, view.w, view.h);
  pen.fill("evenodd");
  return box;
}

function around(nodes: AnyNode[], view: Box): Box {
  let [left, top, right, bottom] = [view.x, view.y, view.x + view.w, view.y + view.h];
  for (const { position: { x, y }, width: w = nodeWidth, height: h = 60 } of nodes) {
    if (x < left) left = x;
    if (y < top) top = y;
    if (x + w > right) right = x + w;
    if (y + h > bottom) bottom = y + h;
  }
  const margin = (right - left) * 0.03;
  return { x: left - margin, y: top - margin, w: right - left + 2 * margin, h: bottom - top + 2 * margin };
}

const colours = new Map<string, string>();

// The colour of a group is set on elements of it; one that is not shown tells. It is the same in both themes.
function colourOf(group: string): string {
  let colour = colours.get(group);
  if (colour === undefined) {
    const probe = document.createElement("span");
    probe.dataset["group"] = group;
    document.body.append(probe);
    colours.set(group, (colour = getComputedStyle(probe).getPropertyValue("--group").trim() || "#667085"));
    probe.remove();
  }
  return colour;
}
