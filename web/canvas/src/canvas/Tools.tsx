import { useReactFlow, useStore } from "@xyflow/react";
import { Icon } from "./Icon";

const smooth = { duration: 200 };

export function Tools({ hasMap, onMap, onShowAll }: { hasMap: boolean; onMap: () => void; onShowAll: () => void }) {
  const flow = useReactFlow();
  const zoom = useStore((state) => state.transform[2]);
  return (
    <div className="canvas-tools" role="toolbar" aria-label="View">
      <button type="button" title="Zoom out" aria-label="Zoom out" onClick={() => void flow.zoomOut(smooth)}><Icon icon="minus" /></button>
      <button type="button" className="is-zoom" title="Actual size" aria-label={`${Math.round(zoom * 100)}%, show at actual size`} onClick={() => void flow.zoomTo(1, smooth)}>{Math.round(zoom * 100)}%</button>
      <button type="button" title="Zoom in" aria-label="Zoom in" onClick={() => void flow.zoomIn(smooth)}><Icon icon="plus" /></button>
      <button type="button" title="Show all (1)" aria-label="Show all" onClick={onShowAll}><Icon icon="maximize" /></button>
      <button type="button" title="Overview" aria-label="Overview" aria-pressed={hasMap} onClick={onMap}><Icon icon="map" /></button>
    </div>
  );
}
