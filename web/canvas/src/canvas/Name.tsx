import { useContext, useEffect, useRef, type KeyboardEvent } from "react";
import { EmitContext } from "./emit";
import { NamingContext } from "./naming";

/** A card's name, which the key for it lets be written in place. */
export function Name({ id, name }: { id: string; name: string }) {
  const naming = useContext(NamingContext);
  return naming.id === id ? <NameField id={id} name={name} end={naming.end} /> : <div className="node-name">{name}</div>;
}

function NameField({ id, name, end }: { id: string; name: string; end(): void }) {
  const emit = useContext(EmitContext);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  const isOver = useRef(false);
  const close = (isTaken: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    const wanted = field.current?.value.trim() ?? "";
    const card = field.current?.closest<HTMLElement>(".react-flow__node");
    end();
    if (isTaken && wanted && wanted !== name) emit({ type: "renamed", node: id, name: wanted });
    card?.focus();
  };
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter" || event.key === "Escape") close(event.key === "Enter");
  };
  return (
    <input ref={field} className="node-name node-name-field nodrag nopan" aria-label="Name of the node" defaultValue={name} autoFocus spellCheck={false}
      maxLength={200} onKeyDown={press} onBlur={() => close(true)} onDoubleClick={(event) => event.stopPropagation()} />
  );
}
