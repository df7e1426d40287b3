import { NodeResizer, type NodeProps } from "@xyflow/react";
import { memo, useContext, useState } from "react";
import { EmitContext } from "./emit";
import type { StickyNode } from "./store";

export const Sticky = memo(function Sticky({ data: { view }, selected, width, height, positionAbsoluteX, positionAbsoluteY }: NodeProps<StickyNode>) {
  const emit = useContext(EmitContext);
  const [isEditing, setEditing] = useState(false);
  const changed = (text: string, x: number, y: number, w: number, h: number) => emit({ type: "noteChanged", id: view.id, text, x, y, w, h });
  return (
    <>
      <NodeResizer isVisible={!!selected} minWidth={120} minHeight={60} onResizeEnd={(_, at) => changed(view.text, at.x, at.y, at.width, at.height)} />
      <div className="sticky" data-color={view.color} onDoubleClick={(event) => !event.currentTarget.closest(".is-read-only") && setEditing(true)}>
        {isEditing ? (
          <textarea className="nodrag nopan nowheel" autoFocus defaultValue={view.text} aria-label="Note"
            onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
            onBlur={(event) => {
              setEditing(false);
              if (event.currentTarget.value !== view.text) {
                changed(event.currentTarget.value, positionAbsoluteX, positionAbsoluteY, width ?? view.w, height ?? view.h);
              }
            }} />
        ) : view.text || <span className="quiet">Double-click to write</span>}
      </div>
    </>
  );
});
