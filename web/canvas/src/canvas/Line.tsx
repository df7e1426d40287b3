import { BaseEdge, EdgeLabelRenderer, getBezierPath, getSmoothStepPath, Position, type EdgeProps } from "@xyflow/react";
import { memo, useContext } from "react";
import { EmitContext } from "./emit";
import { HoverContext } from "./hover";
import { Icon } from "./Icon";
import type { LineEdge } from "./store";

export const Line = memo(function Line(props: EdgeProps<LineEdge>) {
  const { id, data, selected } = props;
  const [path, x, y] = pathOf(props);
  const view = data!.view;
  const label = view.items !== undefined ? countOf(view.items, Math.hypot(props.targetX - props.sourceX, props.targetY - props.sourceY)) : view.repeat !== undefined ? `repeat ≤ ${view.repeat}` : null;
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={22} />
      {label && <text className="edge-count" x={x} y={y - 7}>{label}</text>}
      <Tools id={id} x={x} y={y} isShown={!!selected} canInsert={view.look !== "tool"} />
    </>
  );
});

function Tools({ id, x, y, isShown, canInsert }: { id: string; x: number; y: number; isShown: boolean; canInsert: boolean }) {
  const emit = useContext(EmitContext);
  const hover = useContext(HoverContext);
  if (!isShown && hover !== id) return null;
  return (
    <EdgeLabelRenderer>
      <div className="edge-tools nodrag nopan" data-edge={id} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
        {canInsert && <button type="button" data-opens-field title="Insert a node here" aria-label="Insert a node here"
          onClick={() => emit({ type: "wanted", edge: id, x: x - 110, y: y - 31 })}><Icon icon="plus" /></button>}
        <button type="button" className="is-remove" title="Remove this edge" aria-label="Remove this edge"
          onClick={() => emit({ type: "removed", nodes: [], notes: [], edges: [id] })}><Icon icon="trash-2" /></button>
      </div>
    </EdgeLabelRenderer>
  );
}

// An edge that leads back is drawn below the nodes it passes, where it can be followed.
function pathOf({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition }: EdgeProps<LineEdge>) {
  const ends = { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition };
  return targetPosition === Position.Left && targetX < sourceX - 10
    ? getSmoothStepPath({ ...ends, borderRadius: 18, offset: 28, centerY: Math.max(sourceY, targetY) + 92 })
    : getBezierPath({ ...ends, curvature: 0.3 });
}

// Short edges have room for the number alone.
function countOf(items: number, length: number): string {
  const count = items.toLocaleString("en");
  return length < 40 + 7 * count.length + 35 ? count : items === 1 ? "1 item" : `${count} items`;
}
