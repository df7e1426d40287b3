// The seam to C# (web/Editor/Canvas/CanvasInterop.cs): JSON in, JSON out, nothing else.
import { ReactFlowProvider, type ReactFlowInstance } from "@xyflow/react";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Board } from "./Board";
import { listenForDrags } from "./drag";
import { watchPresses } from "./press";
import { EmitContext } from "./emit";
import { keepFit } from "./keepFit";
import { tidy } from "./layout";
import { watchTwice } from "./twice";
import { save } from "../page/download";
import type { CanvasEvent, Patch, Selection } from "./model";
import { CanvasStore, type AnyNode, type LineEdge } from "./store";

interface Receiver {
  invokeMethodAsync(method: "OnCanvasEvent", event: string): Promise<void>;
}

export function mount(host: HTMLElement, receiver: Receiver, isReadOnly: boolean) {
  const store = new CanvasStore();
  const root = createRoot(host);
  const drags = listenForDrags();
  let flow: ReactFlowInstance<AnyNode, LineEdge> | null = null;
  let selected = JSON.stringify({ type: "selected", nodes: [], notes: [], edges: [] });
  const presses = watchPresses(() => {
    const waiting = held;
    held = null;
    if (waiting) emit(waiting);
  });
  // What a press selects is told when it is over: the panels that open then would make a drag stutter.
  let held: CanvasEvent | null = null;
  const emit = (event: CanvasEvent) => {
    if (event.type === "selected" && presses.isDown()) {
      held = event;
      return;
    }
    if (event.type === "selected") {
      const text = JSON.stringify(event);
      if (text === selected) return;
      selected = text;
    }
    void receiver.invokeMethodAsync("OnCanvasEvent", JSON.stringify(event));
  };
  const twice = watchTwice(host, (node) => emit({ type: "opened", node }));
  const kept = keepFit(host, store, () => flow);
  const ready = new Promise<void>((resolve) => {
    const board = createElement(Board, { store, isReadOnly, onShowAll: () => void kept.fit(200), onReady: (instance) => { flow = instance; resolve(); } });
    root.render(createElement(EmitContext.Provider, { value: emit }, createElement(ReactFlowProvider, null, board)));
  });
  const fit = async (ids?: string[]) => {
    // Once for what was just patched, once more for a panel beside the canvas that opened with it.
    await settled();
    await settled();
    await kept.fit(0, ids);
  };
  return ready.then(() => ({
    begin: async (json: Uint8Array) => {
      store.patch(patchOf(json));
      await kept.fit();
      await settled();
    },
    patch: (json: Uint8Array) => store.patch(patchOf(json)),
    select: (json: string) => {
      const selection = JSON.parse(json) as Selection;
      selected = JSON.stringify({ type: "selected", nodes: selection.nodes, notes: selection.notes, edges: selection.edges });
      store.select(selection);
    },
    fit: (json: string | null) => fit(json ? (JSON.parse(json) as string[]) : undefined),
    reveal: async (id: string) => {
      await settled();
      await kept.reveal(id);
    },
    rename: (id: string) => !isReadOnly && store.name(id),
    /** Hands the whole graph to the person as a PNG. */
    png: async (name: string) => {
      const blob = await (await import("./picture")).picture(store.nodes, store.edges);
      if (blob) save(name, blob);
    },
    tidy: (json: string) => JSON.stringify(tidy(store.nodes, store.edges, JSON.parse(json) as string[])),
    centre: () => {
      const box = host.getBoundingClientRect();
      return JSON.stringify(flow!.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
    },
    unmount: () => {
      drags();
      presses.unbind();
      kept.end();
      twice();
      root.unmount();
    },
  }));
}

const utf8 = new TextDecoder();
const patchOf = (json: Uint8Array) => JSON.parse(utf8.decode(json)) as Patch;

/** Two frames: the canvas has drawn what the last patch brought. */
const settled = () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
