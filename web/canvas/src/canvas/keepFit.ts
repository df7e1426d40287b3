// A view that shows all goes on to do so while panels beside the canvas open and close, until a person moves it.
import { getNodesBounds, getViewportForBounds, type ReactFlowInstance, type Viewport } from "@xyflow/react";
import type { AnyNode, CanvasStore, LineEdge } from "./store";

/** Milliseconds in which a second press makes a double one: until then what was pressed stays under the pointer. */
const doublePress = 600;
const margin = 24;
const smallest = 0.05;

type Flow = ReactFlowInstance<AnyNode, LineEdge>;

export function keepFit(host: HTMLElement, store: CanvasStore, flowOf: () => Flow | null) {
  let kept: Viewport | null = null;
  let pressed = -doublePress;
  let due = 0;
  // Of the store's nodes, for specks are none of React Flow's.
  const show = async (nodes: AnyNode[], padding: number, [least, most]: [number, number], duration: number) => {
    // From now on, and not only once it stands: a panel that opens on the way must not bring the view of all back.
    kept = null;
    const flow = flowOf();
    if (!flow || nodes.length === 0 || host.clientWidth === 0) return null;
    const view = getViewportForBounds(getNodesBounds(nodes), host.clientWidth, host.clientHeight, least, most, padding);
    await flow.setViewport(view, duration ? { duration } : undefined);
    return flow.getViewport();
  };
  /** Brings all, or the nodes named, into view. */
  const fit = async (duration = 0, ids?: string[]) => {
    const shown = await show(ids ? store.nodes.filter((node) => ids.includes(node.id)) : store.nodes, 0.18, [smallest, 1], duration);
    if (!ids) kept = shown;
  };
  /** Brings a node into view, no farther away than it is. */
  const reveal = async (id: string) => {
    const zoom = flowOf()?.getZoom() ?? 1;
    await show(store.nodes.filter((node) => node.id === id), 0.5, [zoom, Math.max(zoom, 0.8)], 250);
  };
  const follow = async () => {
    const flow = flowOf();
    if (!flow || !kept || !isSame(flow.getViewport(), kept)) return;
    const left = pressed + doublePress - performance.now();
    if (left <= 0) await fit();
    else due = window.setTimeout(() => void uncover(flow), left);
  };
  // The node that was pressed may be under the panel that opened for it.
  const uncover = async (flow: Flow) => {
    const [node, ...others] = store.nodes.filter((one) => one.selected);
    if (!node || others.length || !kept || !isSame(flow.getViewport(), kept)) return;
    const over = kept.x + (node.position.x + (node.width ?? 0)) * kept.zoom + margin - host.clientWidth;
    if (over <= 0) return;
    const next = { ...kept, x: kept.x - over };
    await flow.setViewport(next, { duration: 200 });
    kept = next;
  };
  const press = () => { pressed = performance.now(); };
  const size = new ResizeObserver(() => {
    clearTimeout(due);
    due = window.setTimeout(() => void follow(), 50);
  });
  size.observe(host);
  for (const name of ["pointerdown", "pointerup"]) host.addEventListener(name, press, true);
  return {
    fit,
    reveal,
    end() {
      clearTimeout(due);
      size.disconnect();
      for (const name of ["pointerdown", "pointerup"]) host.removeEventListener(name, press, true);
    },
  };
}

const isSame = (one: Viewport, other: Viewport) => Math.abs(one.x - other.x) < 1 && Math.abs(one.y - other.y) < 1 && one.zoom === other.zoom;
