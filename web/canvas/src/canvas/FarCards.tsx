import { ViewportPortal } from "@xyflow/react";
import { memo } from "react";
import { lookOf } from "./Card";
import { nodeWidth } from "./geometry";
import type { AnyNode } from "./store";

interface Painted { group: string; look: string; path: string }

/** All cards of a graph so far away that nobody can take hold of one: one path a look instead of an element each. */
export const FarCards = memo(function FarCards({ nodes }: { nodes: AnyNode[] }) {
  return (
    <ViewportPortal>
      <svg className="far-cards" aria-hidden="true">
        {[...pathsOf(nodes)].map(([key, { group, look, path }]) => <path key={key} className={look} data-group={group} d={path} />)}
      </svg>
    </ViewportPortal>
  );
});

function pathsOf(nodes: AnyNode[]): Map<string, Painted> {
  const paths = new Map<string, Painted>();
  for (const node of nodes) {
    if (node.type !== "card") continue;
    const { group } = node.data.view;
    const look = `${lookOf(node.data.view)}${node.selected ? " is-selected" : ""}`;
    const key = `${group} ${look}`;
    const all = paths.get(key);
    const path = `M${node.position.x} ${node.position.y}h${nodeWidth}v${node.height ?? 60}h${-nodeWidth}z`;
    if (all) all.path += path;
    else paths.set(key, { group, look, path });
  }
  return paths;
}
