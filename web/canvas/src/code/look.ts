import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const mix = (share: number) => `color-mix(in oklab, var(--color-base-content) ${share}%, transparent)`;

/** Colours come from the page's theme: custom properties reach into the shadow root. */
export const look = EditorView.theme({
  "&": { fontSize: "12.5px", color: "var(--color-base-content)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.55" },
  ".cm-content": { padding: "7px 0", caretColor: "var(--color-base-content)" },
  ".cm-line": { padding: "0 10px" },
  ".cm-gutters": { backgroundColor: "transparent", border: "none", color: mix(35) },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: mix(4) },
  ".cm-cursor": { borderLeftColor: "var(--color-base-content)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in oklab, var(--color-primary) 25%, transparent)",
  },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: mix(12) },
  ".cm-placeholder": { color: mix(40) },
  ".cm-tooltip": { backgroundColor: "var(--color-base-100)", border: `1px solid ${mix(15)}`, borderRadius: "8px", boxShadow: "0 8px 24px rgb(0 0 0 / 0.15)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-mono)", maxHeight: "14em" },
  ".cm-tooltip-autocomplete ul li": { padding: "3px 8px", color: "var(--color-base-content)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--color-primary)", color: "var(--color-primary-content)" },
  ".cm-completionDetail": { opacity: "0.6", fontStyle: "normal", marginLeft: "1em" },
  ".cm-brace": { color: "color-mix(in oklab, var(--color-accent) 55%, var(--color-base-content))", fontWeight: "600" },
  ".cm-inside": { backgroundColor: "color-mix(in oklab, var(--color-accent) 12%, transparent)", borderRadius: "3px" },
  ".cm-wrong": { textDecoration: "underline wavy var(--color-error)", textUnderlineOffset: "3px" },
  ".cm-panels": { backgroundColor: "var(--color-base-200)", color: "var(--color-base-content)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "oklch(from var(--color-primary) l c h)" },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: "color-mix(in oklab, var(--color-success) 80%, var(--color-base-content))" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "color-mix(in oklab, var(--color-info) 75%, var(--color-base-content))" },
  { tag: [tags.comment], color: mix(50), fontStyle: "italic" },
  { tag: [tags.propertyName], color: "color-mix(in oklab, var(--color-secondary) 62%, var(--color-base-content))" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "color-mix(in oklab, var(--color-info) 70%, var(--color-base-content))" },
  { tag: [tags.invalid], color: "var(--color-error)" },
]);

export const highlighting = syntaxHighlighting(colours);
export const highlighter = colours;
