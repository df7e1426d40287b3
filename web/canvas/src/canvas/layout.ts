// Places nodes from left to right. Positions are upper left corners, as the document has them.
import { graphlib, layout } from "@dagrejs/dagre";
import { nodeHeight, nodeWidth, toolPort } from "./geometry";
import type { Place } from "./model";
import { snap } from "./snap";
import type { AnyNode, CardNode, LineEdge } from "./store";

/** New places of the cards named; of all when none is. The whole stays where its upper left corner was. */
export function tidy(nodes: AnyNode[], edges: LineEdge[], ids: string[]): Place[] {
  const wanted = new Set(ids);
  const cards = nodes.filter((node): node is CardNode => node.type === "card" && (wanted.size === 0 || wanted.has(node.id)));
  if (cards.length === 0) return [];
  const tools = toolsOf(cards, edges);
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 44, ranksep: 96, edgesep: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const card of cards) if (!tools.has(card.id)) graph.setNode(card.id, { width: nodeWidth, height: nodeHeight(card.data.view) });
  for (const edge of edges) {
    if (graph.hasNode(edge.source) && graph.hasNode(edge.target) && edge.source !== edge.target) graph.setEdge(edge.source, edge.target, {}, edge.id);
  }
  layout(graph);
  const corner = (pick: (card: CardNode) => number) => Math.min(...cards.map(pick));
  const placed = cards.filter((card) => !tools.has(card.id)).map((card) => {
    const at = graph.node(card.id);
    return { id: card.id, x: at.x - at.width / 2, y: at.y - at.height / 2 };
  });
  placed.push(...underAgents(tools, placed, cards));
  const dx = corner((card) => card.position.x) - Math.min(...placed.map((at) => at.x));
  const dy = corner((card) => card.position.y) - Math.min(...placed.map((at) => at.y));
  return placed.map((at) => ({ id: at.id, x: snap(at.x + dx), y: snap(at.y + dy) }));
}

/** Cards that do nothing but serve an agent, each with that agent's id: they stand below it, not before it. */
function toolsOf(cards: CardNode[], edges: LineEdge[]): Map<string, string> {
  const ids = new Set(cards.map((card) => card.id));
  const tools = new Map(edges.filter((edge) => edge.targetHandle === toolPort && ids.has(edge.source) && ids.has(edge.target)).map((edge) => [edge.source, edge.target]));
  for (const edge of edges) {
    if (edge.targetHandle === toolPort) continue;
    tools.delete(edge.source);
    tools.delete(edge.target);
  }
  for (const [tool, agent] of tools) if (tools.has(agent)) tools.delete(tool);
  return tools;
}

function underAgents(tools: Map<string, string>, placed: Place[], cards: CardNode[]): Place[] {
  const count = new Map<string, number>();
  return [...tools].flatMap(([tool, agent]) => {
    const [at, card] = [placed.find((one) => one.id === agent), cards.find((one) => one.id === agent)];
    if (!at || !card) return [];
    const index = count.get(agent) ?? 0;
    count.set(agent, index + 1);
    return [{ id: tool, x: at.x + index * (nodeWidth + 30), y: at.y + nodeHeight(card.data.view) + 80 }];
  });
}
