// Places nodes from left to right. Positions are upper left corners, as the document has them.
import { graphlib, layout } from "@dagrejs/dagre";
import { nodeHeight, nodeWidth } from "./geometry";
import type { Place } from "./model";
import { snap } from "./snap";
import type { AnyNode, CardNode, LineEdge } from "./store";

/** New places of the cards named; of all when none is. The whole stays where its upper left corner was. */
export function tidy(nodes: AnyNode[], edges: LineEdge[], ids: string[]): Place[] {
  const wanted = new Set(ids);
  const cards = nodes.filter((node): node is CardNode => node.type === "card" && (wanted.size === 0 || wanted.has(node.id)));
  if (cards.length === 0) return [];
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 44, ranksep: 96, edgesep: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const card of cards) graph.setNode(card.id, { width: nodeWidth, height: nodeHeight(card.data.view) });
  for (const edge of edges) {
    if (graph.hasNode(edge.source) && graph.hasNode(edge.target) && edge.source !== edge.target) graph.setEdge(edge.source, edge.target, {}, edge.id);
  }
  layout(graph);
  const corner = (pick: (card: CardNode) => number) => Math.min(...cards.map(pick));
  const placed = cards.map((card) => {
    const at = graph.node(card.id);
    return { id: card.id, x: at.x - at.width / 2, y: at.y - at.height / 2 };
  });
  const dx = corner((card) => card.position.x) - Math.min(...placed.map((at) => at.x));
  const dy = corner((card) => card.position.y) - Math.min(...placed.map((at) => at.y));
  return placed.map((at) => ({ id: at.id, x: snap(at.x + dx), y: snap(at.y + dy) }));
}
