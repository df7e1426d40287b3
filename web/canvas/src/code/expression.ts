// A template: text, and JavaScript between {{ and }}. Each piece of JavaScript is parsed and coloured by itself.
import { javascriptLanguage } from "@codemirror/lang-javascript";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import type { Range } from "@codemirror/state";
import { highlightTree } from "@lezer/highlight";
import { highlighter } from "./look";

const brace = Decoration.mark({ class: "cm-brace" });
const inside = Decoration.mark({ class: "cm-inside" });

/** Where the JavaScript of a template begins and ends; to the end of the text when it is not closed. */
export function* pieces(text: string): Generator<{ from: number; to: number; isClosed: boolean }> {
  for (let at = text.indexOf("{{"); at >= 0; ) {
    const end = text.indexOf("}}", at + 2);
    yield { from: at + 2, to: end < 0 ? text.length : end, isClosed: end >= 0 };
    if (end < 0) return;
    at = text.indexOf("{{", end + 2);
  }
}

function decorate(view: EditorView): DecorationSet {
  const text = view.state.doc.toString();
  const marks: Range<Decoration>[] = [];
  for (const { from, to, isClosed } of pieces(text)) {
    marks.push(brace.range(from - 2, from));
    if (isClosed) marks.push(brace.range(to, to + 2));
    if (to > from) marks.push(inside.range(from, to));
    const code = text.slice(from, to);
    highlightTree(javascriptLanguage.parser.parse(code), highlighter, (start, end, classes) => {
      marks.push(Decoration.mark({ class: classes }).range(from + start, from + end));
    });
  }
  return Decoration.set(marks, true);
}

export const expression = [
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = decorate(view);
      }
      update(update: ViewUpdate) {
        if (update.docChanged) this.decorations = decorate(update.view);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
  EditorView.styleModule.of(highlighter.module!),
];
