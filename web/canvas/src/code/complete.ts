// Offers what can be named: the names every script has, and the fields of a real item.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { pieces } from "./expression";
import type { CodeLanguage, Scope } from "./model";

const names: Completion[] = [
  { label: "$json", detail: "this item" },
  { label: "$input", detail: "items of this node" },
  { label: "$itemIndex", detail: "number of this item" },
  { label: "$runIndex", detail: "number of this iteration" },
  { label: "$now", detail: "the moment" },
  { label: "$today", detail: "the day" },
  { label: "$workflow", detail: "this workflow" },
  { label: "$run", detail: "this run" },
  { label: "$vars", detail: "variables of the host" },
  { label: "$items", detail: "items of a node" },
  { label: "$jmespath", detail: "search in JSON" },
  { label: "DateTime", detail: "Luxon" },
].map((name) => ({ ...name, type: "variable" }));

const path = /(?:\$json|\$\((?:"[^"]*"|'[^']*')\)\.(?:item|first\(\)|last\(\))\.json)((?:\.[\p{L}_$][\p{L}\p{N}_$]*|\[\d+\]|\["[^"]*"\])*)\.([\p{L}\p{N}_$]*)$/u;
const word = /[$\p{L}_][\p{L}\p{N}_$]*$/u;

export function completions(scope: () => Scope, language: CodeLanguage) {
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(0, context.pos);
    if (language === "expression" && !isInside(context.state.doc.toString(), context.pos)) return null;
    const into = path.exec(before);
    if (into) {
      const start = before.slice(into.index).startsWith("$json") ? scope().json : ofNode(scope(), before.slice(into.index));
      return { from: context.pos - into[2]!.length, options: fields(valueAt(start, into[1]!)), validFor: /^[\p{L}\p{N}_$]*$/u };
    }
    const name = word.exec(before);
    if (!name && !context.explicit) return null;
    const nodes = scope().nodes.map((node): Completion => ({ label: `$(${JSON.stringify(node.name)})`, apply: `$(${JSON.stringify(node.name)}).item.json`, detail: "a node before", type: "function" }));
    return { from: context.pos - (name?.[0].length ?? 0), options: [...names, ...nodes] };
  };
}

function isInside(text: string, at: number): boolean {
  for (const piece of pieces(text)) if (at >= piece.from && at <= piece.to) return true;
  return false;
}

function ofNode(scope: Scope, text: string): unknown {
  const name = /^\$\((?:"([^"]*)"|'([^']*)')\)/.exec(text);
  return scope.nodes.find((node) => node.name === (name?.[1] ?? name?.[2]))?.json;
}

function valueAt(start: unknown, steps: string): unknown {
  let value = start;
  for (const [, name, index, quoted] of steps.matchAll(/\.([\p{L}_$][\p{L}\p{N}_$]*)|\[(\d+)\]|\["([^"]*)"\]/gu)) {
    value = (value as Record<string, unknown> | undefined)?.[name ?? index ?? quoted ?? ""];
  }
  return value;
}

function fields(value: unknown): Completion[] {
  return value !== null && typeof value === "object"
    ? Object.entries(value).map(([label, child]): Completion => ({
        label,
        apply: /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(label) ? label : undefined,
        detail: shown(child),
        type: "property",
      }))
    : [];
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
