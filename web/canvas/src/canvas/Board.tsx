import {
  Background, BackgroundVariant, ConnectionLineType, Panel, ReactFlow, SelectionMode, useReactFlow, useStore, type Connection, type Edge,
  type FinalConnectionState,
} from "@xyflow/react";
import { useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore, type DragEvent, type MouseEvent } from "react";
import { Card } from "./Card";
import { EmitContext } from "./emit";
import { distance, FarContext } from "./far";
import { FarCards } from "./FarCards";
import { FarLines } from "./FarLines";
import { toolPort } from "./geometry";
import { HoverContext } from "./hover";
import { Line } from "./Line";
import { NamingContext } from "./naming";
import { Overview } from "./Overview";
import { grid, snap } from "./snap";
import { useSpecks } from "./specks";
import { Sticky } from "./Sticky";
import { CanvasStore, notePrefix, type AnyNode, type LineEdge } from "./store";
import { Tools } from "./Tools";
import { dragType } from "./drag";

const nodeTypes = { card: Card, sticky: Sticky };
const edgeTypes = { line: Line };
const noEdges: LineEdge[] = [];
const noGestures = {};
const removeKeys = ["Delete", "Backspace"];

interface BoardProps {
  store: CanvasStore;
  isReadOnly: boolean;
  onReady(flow: ReturnType<typeof useReactFlow<AnyNode, LineEdge>>): void;
  onShowAll(): void;
}

export function Board({ store, isReadOnly, onReady, onShowAll }: BoardProps) {
  useSyncExternalStore(store.subscribe, store.snapshot);
  const emit = useContext(EmitContext);
  const flow = useReactFlow<AnyNode, LineEdge>();
  const [hover, setHover] = useState<string | null>(null);
  const [hasMap, setMap] = useState(true);
  const away = useStore((state) => distance(state.transform[2], store.nodes.length));
  const far = away !== "near";
  const areSpecks = useRef(false);
  areSpecks.current = away === "farthest";
  const specks = useSpecks(store, flow, emit);
  const elements = useMemo(() => (away === "farthest" ? store.nodes.filter((node) => node.type === "sticky") : store.nodes), [away, store.nodes]);
  const host = useRef<HTMLDivElement>(null);
  const naming = useMemo(() => ({ id: store.naming, end: () => store.name(null) }), [store, store.naming]);
  useEffect(() => onReady(flow), [flow, onReady]);

  const handlers = useMemo(() => ({
    onConnect: (at: Connection) => emit({ type: "connected", from: at.source, fromPort: at.sourceHandle ?? "", to: at.target, toPort: at.targetHandle ?? "" }),
    onNodeDragStop: (_: unknown, __: AnyNode, dragged: AnyNode[]) => emit(moved(dragged)),
    onSelectionDragStop: (_: unknown, dragged: AnyNode[]) => emit(moved(dragged)),
    // One of several that are selected, clicked without a key, is meant alone.
    onNodeClick: (event: MouseEvent, node: AnyNode) => {
      if (event.shiftKey || event.metaKey || event.ctrlKey || store.nodes.filter((one) => one.selected).length < 2) return;
      store.select(partsOf([node], []));
    },
    onNodeDoubleClick: (_: unknown, node: AnyNode) => node.type === "card" && emit({ type: "opened", node: node.id }),
    // Specks are no elements whose selection React Flow would know.
    onSelectionChange: ({ nodes, edges }: { nodes: AnyNode[]; edges: LineEdge[] }) => !areSpecks.current && emit({ type: "selected", ...partsOf(nodes, edges) }),
    onEdgeMouseEnter: (_: unknown, edge: LineEdge) => setHover(edge.id),
    onEdgeMouseLeave: (event: MouseEvent) => !(event.relatedTarget instanceof Element && event.relatedTarget.closest(".edge-tools")) && setHover(null),
    onBeforeDelete: async ({ nodes, edges }: { nodes: AnyNode[]; edges: LineEdge[] }) => {
      // The document removes them, and with them what must go too; the canvas follows.
      emit({ type: "removed", ...partsOf(nodes, edges) });
      return false;
    },
  }), [emit, store]);

  const onConnectEnd = useCallback((event: globalThis.MouseEvent | TouchEvent, state: FinalConnectionState) => {
    if (state.isValid || !state.fromNode || !state.fromHandle || state.toNode) return;
    const point = "changedTouches" in event ? event.changedTouches[0]! : event;
    const at = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY });
    const port = state.fromHandle.id ?? "";
    emit(state.fromHandle.type === "source"
      ? { type: "wanted", from: state.fromNode.id, fromPort: port, x: snap(at.x), y: snap(at.y - 31) }
      : { type: "wanted", to: state.fromNode.id, toPort: port, x: snap(at.x - 220), y: snap(at.y - 31) });
  }, [emit, flow]);

  const onDrop = useCallback((event: DragEvent) => {
    const kind = event.dataTransfer.getData(dragType);
    if (!kind) return;
    event.preventDefault();
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const edge = document.elementFromPoint(event.clientX, event.clientY)?.closest(".react-flow__edge")?.getAttribute("data-id") ?? undefined;
    emit({ type: "dropped", kind, x: snap(at.x - 110), y: snap(at.y - 31), edge });
  }, [emit, flow]);

  // A tool goes into the port below an agent and nowhere else, and nothing else goes in there.
  const isValid = useCallback(({ source, sourceHandle, target, targetHandle }: Connection | Edge) =>
    targetHandle === toolPort ? source !== target && toolOf(flow.getNode(source)) === "gives" : sourceHandle !== toolPort, [flow]);

  // While it moves it is one layer, which need not be drawn anew for each frame; at rest it is drawn sharp. A class would have all styles worked out again.
  const moves = useMemo(() => {
    let rest = 0;
    const layer = (will: string) => host.current?.querySelector<HTMLElement>(".react-flow__viewport")?.style.setProperty("will-change", will);
    return {
      onMoveStart: () => {
        clearTimeout(rest);
        layer("transform");
      },
      onMoveEnd: () => {
        clearTimeout(rest);
        rest = window.setTimeout(() => layer("auto"), 250);
      },
    };
  }, []);

  return (
    <NamingContext.Provider value={naming}>
    <HoverContext.Provider value={hover}>
    <FarContext.Provider value={far}>
      <ReactFlow<AnyNode, LineEdge> ref={host} {...moves} isValidConnection={isValid}
        className={isReadOnly ? "is-read-only" : ""} nodesDraggable={!isReadOnly && away !== "farthest"} nodesConnectable={!isReadOnly}
        nodes={elements} edges={far ? noEdges : store.edges} onNodesChange={store.changeNodes} onEdgesChange={store.changeEdges}
        nodeTypes={nodeTypes} edgeTypes={edgeTypes} {...handlers} {...(away === "farthest" ? specks : noGestures)} onConnectEnd={onConnectEnd}
        onDrop={onDrop} onDragOver={(event) => event.dataTransfer.types.includes(dragType) && event.preventDefault()}
        onPaneMouseMove={() => hover && setHover(null)}
        onPaneContextMenu={(event) => event.preventDefault()}
        connectionLineType={ConnectionLineType.Bezier} connectionRadius={36} onlyRenderVisibleElements
        snapToGrid snapGrid={[grid, grid]} minZoom={0.05} maxZoom={2.5} deleteKeyCode={isReadOnly || away === "farthest" ? null : removeKeys}
        panOnScroll panOnDrag={[1, 2]} selectionOnDrag selectionMode={SelectionMode.Partial} panActivationKeyCode="Space" zoomActivationKeyCode="Control"
        zoomOnDoubleClick={false} multiSelectionKeyCode={["Shift", "Meta", "Control"]} elevateNodesOnSelect disableKeyboardA11y={false}>
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} />
        {far && <FarLines nodes={store.nodes} edges={store.edges} />}
        {away === "farthest" && <FarCards nodes={store.nodes} />}
        {hasMap && store.nodes.length > 0 && <Panel position="bottom-right"><Overview store={store} /></Panel>}
        <Panel position="bottom-left"><Tools onShowAll={onShowAll} hasMap={hasMap} onMap={() => setMap(!hasMap)} /></Panel>
        <Waker />
      </ReactFlow>
    </FarContext.Provider>
    </HoverContext.Provider>
    </NamingContext.Provider>
  );
}

/** Keeps the canvas's size known while panels beside it open and close. */
function Waker() {
  useStore((state) => state.width);
  return null;
}

const toolOf = (node: AnyNode | undefined) => (node?.type === "card" ? node.data.view.tool : undefined);

function moved(nodes: AnyNode[]) {
  const place = (node: AnyNode) => ({ id: node.type === "sticky" ? node.data.view.id : node.id, x: node.position.x, y: node.position.y });
  return {
    type: "moved" as const,
    nodes: nodes.filter((node) => node.type === "card").map(place),
    notes: nodes.filter((node) => node.type === "sticky").map(place),
  };
}

function partsOf(nodes: AnyNode[], edges: LineEdge[]) {
  return {
    nodes: nodes.filter((node) => node.type === "card").map((node) => node.id),
    notes: nodes.filter((node) => node.type === "sticky").map((node) => node.id.slice(notePrefix.length)),
    edges: edges.map((edge) => edge.id),
  };
}
