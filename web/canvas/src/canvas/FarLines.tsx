import { ViewportPortal } from "@xyflow/react";
import { memo } from "react";
import { nodeWidth, topOf } from "./geometry";
import type { AnyNode, CardNode, LineEdge } from "./store";

/** All edges of a far graph, one path a look. */
export const FarLines = memo(function FarLines({ nodes, edges }: { nodes: AnyNode[]; edges: LineEdge[] }) {
  return (
    <ViewportPortal>
      <svg className="far-lines" aria-hidden="true">
        {[...pathsOf(nodes, edges)].map(([look, path]) => <path key={look} className={look} d={path} />)}
      </svg>
    </ViewportPortal>
  );
});

function pathsOf(nodes: AnyNode[], edges: LineEdge[]): Map<string, string> {
  const cards = new Map(nodes.filter((node): node is CardNode => node.type === "card").map((node) => [node.id, node]));
  const paths = new Map<string, string>();
  for (const { source, target, sourceHandle, targetHandle, className = "" } of edges) {
    const [from, to] = [cards.get(source), cards.get(target)];
    if (!from || !to) continue;
    const start = `${from.position.x + nodeWidth} ${from.position.y + topOf(from.data.view, "outputs", sourceHandle)}`;
    const end = `${to.position.x} ${to.position.y + topOf(to.data.view, "inputs", targetHandle)}`;
    paths.set(className, `${paths.get(className) ?? ""}M${start}L${end}`);
  }
  return paths;
}
