import { useInternalNode, type MiniMapNodeProps } from "@xyflow/react";
import type { AnyNode, CardNode, StickyNode } from "./store";

/** A node in the overview, in the colour of its group. */
export function Minimap({ id, x, y, width, height }: MiniMapNodeProps) {
  const node = useInternalNode<AnyNode>(id) as CardNode | StickyNode | undefined;
  const box = { x, y, width, height };
  return node?.type === "sticky"
    ? <rect {...box} className="sticky" data-color={node.data.view.color} rx={8} fill="var(--sticky)" opacity={0.35} />
    : <rect {...box} data-group={node?.type === "card" ? node.data.view.group : undefined} rx={14} fill="var(--group)" opacity={0.8} />;
}
