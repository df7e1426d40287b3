import { Handle, Position, type NodeProps } from "@xyflow/react";
import { memo, useContext } from "react";
import { FarContext } from "./far";
import { hasRows, nodeHeight, nodeWidth, portTop, toolPort } from "./geometry";
import { Icon } from "./Icon";
import type { NodeView, Port } from "./model";
import type { CardNode } from "./store";
import { EmitContext } from "./emit";
import { Name } from "./Name";

/** Places inside a card count from within its border. */
const border = 1.5;

export const Card = memo(function Card(props: NodeProps<CardNode>) {
  return useContext(FarContext) ? <FarCard view={props.data.view} /> : <NearCard {...props} />;
});

/** What can be made out of a card that is far away: where it is, of which group, and how it stands. */
function FarCard({ view }: { view: NodeView }) {
  return <div className={`${classOf(view)} is-far`} data-group={view.group} />;
}

function NearCard({ data: { view, free }, positionAbsoluteX, positionAbsoluteY }: NodeProps<CardNode>) {
  const emit = useContext(EmitContext);
  const next = (port: string, top: number) =>
    emit({ type: "wanted", from: view.id, fromPort: port, x: positionAbsoluteX + nodeWidth + 80, y: positionAbsoluteY + top - 31 });
  return (
    <div className={classOf(view)} data-group={view.group}>
      <div className="node-head">
        <span className="kind-tile"><Icon icon={view.icon} /></span>
        <span className="node-words">
          <Name id={view.id} name={view.name} />
          {view.note && <div className="node-note">{view.note}</div>}
        </span>
      </div>
      {hasRows(view) && <div className="node-port-line" />}
      <Ports view={view} ports={view.inputs} side="input" />
      <Ports view={view} ports={view.outputs} side="output" />
      {view.outputs.map((port, index) => free.includes(port.name) && port.look === undefined && (
        <span key={port.name} className="node-next nodrag nopan" style={{ top: portTop(view, view.outputs, index) - border }}>
          <button type="button" tabIndex={-1} data-opens-field title={`Add a node after ${view.name}`} aria-label={`Add a node after ${view.name}`}
            onClick={() => next(port.name, portTop(view, view.outputs, index))}><Icon icon="plus" /></button>
        </span>
      ))}
      {view.tool && <ToolPort view={view} onAdd={() => emit({ type: "wanted", to: view.id, toPort: toolPort, x: positionAbsoluteX, y: positionAbsoluteY + nodeHeight(view) + 80 })} />}
      <ProblemBadge view={view} />
      <StateBadge view={view} />
      {view.isBreakpoint && <span className="node-stop" title="Runs of the editor pause here" role="img" aria-label="Breakpoint" />}
      {view.isPinned && <span className="node-pin" title="Has pinned data"><Icon icon="pin" /></span>}
      {view.mark && <span className={`node-mark is-${view.mark}`}>{view.mark}</span>}
    </div>
  );
}

/** Below an agent, where its tools come in, or above a node that can be one. */
function ToolPort({ view, onAdd }: { view: NodeView; onAdd(): void }) {
  return view.tool === "gives" ? (
    <Handle id={toolPort} type="source" position={Position.Top} className="is-tool" title="Make it a tool of an agent" />
  ) : (
    <>
      <Handle id={toolPort} type="target" position={Position.Bottom} className="is-tool" title="Tools: workflows that the agent may call" />
      <span className="node-tools nodrag nopan">
        <span>Tools</span>
        <button type="button" tabIndex={-1} title={`Give ${view.name} a tool`} aria-label={`Give ${view.name} a tool`} onClick={onAdd}><Icon icon="plus" /></button>
      </span>
    </>
  );
}

function Ports({ view, ports, side }: { view: NodeView; ports: Port[]; side: "input" | "output" }) {
  return ports.map((port, index) => {
    const top = portTop(view, ports, index) - border;
    return (
      <span key={port.name}>
        <Handle id={port.name} type={side === "input" ? "target" : "source"} position={side === "input" ? Position.Left : Position.Right}
          style={{ top }} className={port.look ? `is-${port.look}` : ""} title={port.name} />
        {ports.length > 1 && <span className={`node-port is-${side} ${port.look ? `is-${port.look}` : ""}`} style={{ top }}>{port.label}</span>}
      </span>
    );
  });
}

function ProblemBadge({ view }: { view: NodeView }) {
  const count = view.errors || view.warnings;
  return count ? (
    <span className={`node-badge is-problem is-${view.errors ? "error" : "warning"}`} title={view.problems} role="img" aria-label={view.problems}>
      {view.errors ? <Icon icon="circle-alert" /> : <Icon icon="triangle-alert" />}
      {count > 1 && count}
    </span>
  ) : null;
}

function StateBadge({ view: { state, runs } }: { view: NodeView }) {
  const times = runs > 1 && <span>{runs}</span>;
  switch (state) {
    case "running": return <span className="node-badge is-waiting" title="Running"><Icon icon="loader-circle" className="spin" />{times}</span>;
    case "waiting": return <span className="node-badge is-waiting" title="Waiting"><Icon icon="hourglass" />{times}</span>;
    case "completed": return <span className="node-badge is-completed" title="Completed"><Icon icon="check" />{times}</span>;
    case "failed": return <span className="node-badge is-error" title="Failed"><Icon icon="x" />{times}</span>;
    case "skipped": return <span className="node-badge is-muted" title="Skipped"><Icon icon="minus" /></span>;
    case "cancelled": return <span className="node-badge is-muted" title="Cancelled"><Icon icon="ban" /></span>;
    default: return null;
  }
}

const classOf = (view: NodeView) => `node ${lookOf(view)}`;

/** The classes that say how a card stands. */
export function lookOf(view: NodeView): string {
  return [
    view.isTrigger && "is-trigger",
    view.isDisabled && "is-disabled",
    view.isUnknown && "is-unknown",
    view.errors > 0 && "has-errors",
    view.state && `is-${view.state}`,
    view.mark && `has-mark is-${view.mark}`,
  ].filter(Boolean).join(" ");
}
