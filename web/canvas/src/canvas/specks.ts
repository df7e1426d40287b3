// Pointing at cards that are painted as specks and are no elements: which one is under the pointer, and which are within a box.
import type { ReactFlowInstance } from "@xyflow/react";
import { useMemo, useRef, type MouseEvent } from "react";
import type { Emit } from "./model";
import { nodeWidth } from "./geometry";
import type { AnyNode, CanvasStore, CardNode, LineEdge } from "./store";

interface Point { x: number; y: number }

export function useSpecks(store: CanvasStore, flow: ReactFlowInstance<AnyNode, LineEdge>, emit: Emit) {
  const from = useRef<Point | null>(null);
  return useMemo(() => {
    const at = (event: MouseEvent) => flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    const within = (one: Point, other: Point) => store.nodes.filter((node): node is CardNode => node.type === "card"
      && node.position.x < Math.max(one.x, other.x) && node.position.x + nodeWidth > Math.min(one.x, other.x)
      && node.position.y < Math.max(one.y, other.y) && node.position.y + (node.height ?? 0) > Math.min(one.y, other.y));
    const select = (nodes: string[]) => {
      store.select({ nodes, edges: [], notes: [] });
      emit({ type: "selected", nodes, edges: [], notes: [] });
    };
    const under = (event: MouseEvent) => {
      const point = at(event);
      return within(point, point).map((node) => node.id).slice(-1);
    };
    return {
      onPaneClick: (event: MouseEvent) => select(under(event)),
      onDoubleClick: (event: MouseEvent) => {
        const [node] = under(event);
        if (node) emit({ type: "opened", node });
      },
      onSelectionStart: (event: MouseEvent) => { from.current = at(event); },
      onSelectionEnd: (event: MouseEvent) => {
        if (from.current) select(within(from.current, at(event)).map((node) => node.id));
        from.current = null;
      },
    };
  }, [store, flow, emit]);
}
