// Sizes are computed, not measured: edges stand at once, and a node far outside the view costs nothing.
import { Position, type NodeHandle } from "@xyflow/react";
import type { NodeView, Port } from "./model";

export const nodeWidth = 220;
export const headHeight = 62;
export const portHeight = 24;

export const hasRows = (view: NodeView) => view.inputs.length > 1 || view.outputs.length > 1;

export function nodeHeight(view: NodeView): number {
  return hasRows(view) ? headHeight + Math.max(view.inputs.length, view.outputs.length) * portHeight + 8 : headHeight;
}

/** The port through which an agent gets its tools, below it, and the one of a node that can be one, above it. It is the kind of their edges, too. */
export const toolPort = "ai_tool";

/** Where a port stands, from the node's upper edge. */
export function portTop(view: NodeView, ports: Port[], index: number): number {
  return hasRows(view) && ports.length > 1 ? headHeight + 4 + index * portHeight + portHeight / 2 : headHeight / 2;
}

/** Where the port of an edge stands, from the node's upper edge. */
export function topOf(view: NodeView, side: "inputs" | "outputs", port: string | null | undefined): number {
  const index = Math.max(view[side].findIndex((one) => one.name === port), 0);
  return view[side].length ? portTop(view, view[side], index) : 30;
}

export function handlesOf(view: NodeView): NodeHandle[] {
  const place = (ports: Port[], type: "source" | "target") =>
    ports.map((port, index): NodeHandle => ({
      id: port.name,
      type,
      position: type === "source" ? Position.Right : Position.Left,
      x: type === "source" ? nodeWidth - 6 : -6,
      y: portTop(view, ports, index) - 6,
      width: 12,
      height: 12,
    }));
  const tool = (type: "source" | "target", y: number): NodeHandle =>
    ({ id: toolPort, type, position: type === "source" ? Position.Top : Position.Bottom, x: nodeWidth / 2 - 6, y: y - 6, width: 12, height: 12 });
  const tools = view.tool === "takes" ? [tool("target", nodeHeight(view))] : view.tool === "gives" ? [tool("source", 0)] : [];
  return [...place(view.inputs, "target"), ...place(view.outputs, "source"), ...tools];
}
