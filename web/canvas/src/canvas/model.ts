// What the canvas knows: nodes, edges, notes, their selection and their states. The words are those of web/Editor/Canvas/CanvasModel.cs.

export interface Port {
  name: string;
  /** Shown beside the port; empty for a port that needs no word. */
  label: string;
  look?: "error" | "missing";
}

export type RunState = "running" | "waiting" | "completed" | "failed" | "skipped" | "cancelled";

export interface NodeView {
  id: string;
  name: string;
  note: string;
  icon: string;
  group: string;
  title: string;
  x: number;
  y: number;
  inputs: Port[];
  outputs: Port[];
  isTrigger: boolean;
  isDisabled: boolean;
  isUnknown: boolean;
  errors: number;
  warnings: number;
  /** The problems in words, for the badge's title. */
  problems: string;
  state?: RunState;
  /** How often it ran, beside the state when more than once. */
  runs: number;
  mark?: "added" | "removed" | "changed" | "differs";
  isBreakpoint: boolean;
  isPinned: boolean;
  /** Whether it uses other nodes as tools, through a port below it, or can be one, through a port above it. */
  tool?: "takes" | "gives";
}

/** What C# leaves out of a card. */
export const unsaid = { x: 0, y: 0, isTrigger: false, isDisabled: false, isUnknown: false, errors: 0, warnings: 0, problems: "", runs: 0, isBreakpoint: false, isPinned: false };

export interface EdgeView {
  id: string;
  from: string;
  fromPort: string;
  to: string;
  toPort: string;
  look: "plain" | "error" | "side" | "tool";
  repeat?: number;
  state?: "live" | "delivered" | "dead";
  /** Items it carried, when a run is shown. */
  items?: number;
  mark?: "added" | "removed";
}

export interface NoteView {
  id: string;
  text: string;
  x: number;
  y: number;
  w: number;
  h: number;
  color: string;
}

/** What differs from what was sent before. */
export interface Patch {
  nodes: NodeView[];
  edges: EdgeView[];
  notes: NoteView[];
  gone: { nodes: string[]; edges: string[]; notes: string[] };
}

export interface Selection {
  nodes: string[];
  edges: string[];
  notes: string[];
}

export interface Place {
  id: string;
  x: number;
  y: number;
}

export type CanvasEvent =
  | { type: "moved"; nodes: Place[]; notes: Place[] }
  | { type: "connected"; from: string; fromPort: string; to: string; toPort: string }
  | { type: "removed"; nodes: string[]; edges: string[]; notes: string[] }
  | { type: "selected"; nodes: string[]; edges: string[]; notes: string[] }
  | { type: "opened"; node: string }
  | { type: "renamed"; node: string; name: string }
  | { type: "dropped"; kind: string; x: number; y: number; edge?: string }
  | { type: "wanted"; x: number; y: number; from?: string; fromPort?: string; to?: string; toPort?: string; edge?: string }
  | { type: "noteChanged"; id: string; text: string; x: number; y: number; w: number; h: number };

export type Emit = (event: CanvasEvent) => void;
