// The words of web/Editor/Inspector/Code/CodeOptions.cs.

export type CodeLanguage = "expression" | "javascript" | "json" | "text";

export interface CodeOptions {
  value: string;
  language: CodeLanguage;
  /** For screen readers. */
  label: string;
  placeholder: string;
  isSingleLine: boolean;
  isReadOnly: boolean;
}

/** What may be named here: an item as a sample, and the nodes before. */
export interface Scope {
  json: unknown;
  nodes: { name: string; json: unknown }[];
}
