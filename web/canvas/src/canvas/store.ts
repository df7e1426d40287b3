// The canvas's own copy of the graph. C# holds the document; this holds what is drawn, and what a drag changes before C# hears of it.
import { applyEdgeChanges, applyNodeChanges, type Edge, type EdgeChange, type Node, type NodeChange } from "@xyflow/react";
import { handlesOf, nodeHeight, nodeWidth } from "./geometry";
import { unsaid, type EdgeView, type NodeView, type NoteView, type Patch, type Selection } from "./model";

export type CardNode = Node<{ view: NodeView; free: string[] }, "card">;
export type StickyNode = Node<{ view: NoteView }, "sticky">;
export type AnyNode = CardNode | StickyNode;
export type LineEdge = Edge<{ view: EdgeView }, "line">;

/** Notes and nodes share one list on the canvas, so a note's id gets a prefix that no node id can have. */
export const notePrefix = "note:";

export class CanvasStore {
  nodes: AnyNode[] = [];
  edges: LineEdge[] = [];
  /** Id of the card whose name is being written, or null. */
  naming: string | null = null;
  private listeners = new Set<() => void>();
  private version = 0;

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = () => this.version;

  patch(patch: Patch): void {
    if (patch.nodes.length || patch.notes.length || patch.gone.nodes.length || patch.gone.notes.length) {
      const gone = new Set([...patch.gone.nodes, ...patch.gone.notes.map((id) => notePrefix + id)]);
      const fresh = new Map<string, AnyNode>([...patch.notes.map(stickyOf), ...patch.nodes.map(cardOf)].map((node) => [node.id, node]));
      const kept = this.nodes.filter((node) => !gone.has(node.id)).map((node) => merged(node, fresh));
      this.nodes = [...kept, ...fresh.values()];
    }
    if (patch.edges.length || patch.gone.edges.length) {
      const gone = new Set(patch.gone.edges);
      const fresh = new Map(patch.edges.map((view) => [view.id, lineOf(view)]));
      const kept = this.edges.filter((edge) => !gone.has(edge.id)).map((edge) => {
        const next = fresh.get(edge.id);
        fresh.delete(edge.id);
        return next ? { ...next, selected: edge.selected } : edge;
      });
      this.edges = [...kept, ...fresh.values()];
    }
    this.findFreePorts();
    this.changed();
  }

  select(selection: Selection): void {
    const nodes = new Set([...selection.nodes, ...selection.notes.map((id) => notePrefix + id)]);
    const edges = new Set(selection.edges);
    this.nodes = this.nodes.map((node) => (!!node.selected === nodes.has(node.id) ? node : { ...node, selected: nodes.has(node.id) }));
    this.edges = this.edges.map((edge) => (!!edge.selected === edges.has(edge.id) ? edge : { ...edge, selected: edges.has(edge.id) }));
    this.changed();
  }

  name = (id: string | null) => {
    this.naming = id;
    this.changed();
  };

  changeNodes = (changes: NodeChange<AnyNode>[]) => {
    this.nodes = applyNodeChanges(changes.filter((change) => change.type !== "remove"), this.nodes);
    this.changed();
  };

  changeEdges = (changes: EdgeChange<LineEdge>[]) => {
    this.edges = applyEdgeChanges(changes.filter((change) => change.type !== "remove"), this.edges);
    this.changed();
  };

  private findFreePorts(): void {
    const used = new Set(this.edges.map((edge) => `${edge.source}\n${edge.sourceHandle}`));
    this.nodes = this.nodes.map((node) => {
      if (node.type !== "card") return node;
      const free = node.data.view.outputs.filter((port) => !used.has(`${node.id}\n${port.name}`)).map((port) => port.name);
      return free.join("\n") === node.data.free.join("\n") ? node : { ...node, data: { ...node.data, free } };
    });
  }

  private changed(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

function merged(node: AnyNode, fresh: Map<string, AnyNode>): AnyNode {
  const next = fresh.get(node.id);
  if (!next) return node;
  fresh.delete(node.id);
  const data = next.type === "card" && node.type === "card" ? { ...next.data, free: node.data.free } : next.data;
  return { ...next, data, selected: node.selected } as AnyNode;
}

// Sizes are known, so nodes count as measured from the start, and still do when a new picture of them comes.
function cardOf(said: NodeView): CardNode {
  const view = { ...unsaid, ...said };
  const size = { width: nodeWidth, height: nodeHeight(view) };
  return {
    id: view.id,
    type: "card",
    position: { x: view.x, y: view.y },
    data: { view, free: [] },
    ...size,
    measured: size,
    handles: handlesOf(view),
    ariaLabel: `${view.name}, ${view.title}`,
  };
}

function stickyOf(said: NoteView): StickyNode {
  const view = { ...said, x: said.x ?? 0, y: said.y ?? 0 };
  return {
    id: notePrefix + view.id,
    type: "sticky",
    position: { x: view.x, y: view.y },
    data: { view },
    width: view.w,
    height: view.h,
    measured: { width: view.w, height: view.h },
    zIndex: -1,
    ariaLabel: "Note",
  };
}

function lineOf(view: EdgeView): LineEdge {
  return {
    id: view.id,
    type: "line",
    source: view.from,
    sourceHandle: view.fromPort,
    target: view.to,
    targetHandle: view.toPort,
    data: { view },
    className: [`is-${view.look}`, view.state ? `is-${view.state}` : "", view.mark ? `is-${view.mark}` : ""].join(" "),
    ariaLabel: `Edge from ${view.from} to ${view.to}`,
  };
}
