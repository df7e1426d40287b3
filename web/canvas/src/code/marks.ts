// Underlines the piece of a template that is wrong.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";
import { pieces } from "./expression";

/** Marks the piece that begins here, or none. */
export const markAt = StateEffect.define<number | null>();

const wrong = Decoration.mark({ class: "cm-wrong" });

export const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, change) {
    let next = shown.map(change.changes);
    for (const effect of change.effects) {
      if (!effect.is(markAt)) continue;
      const piece = effect.value === null ? undefined : [...pieces(change.newDoc.toString())].find(({ from }) => from >= effect.value!);
      next = piece && piece.to > piece.from ? Decoration.set(wrong.range(piece.from, piece.to)) : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
