// A field of an item dropped into code: bare where JavaScript stands, in braces where text does.
import { EditorView } from "@codemirror/view";
import { fieldType, type DraggedField } from "../page/fields";
import { pieces } from "./expression";
import type { CodeLanguage } from "./model";

export function fieldDrop(language: CodeLanguage) {
  return EditorView.domEventHandlers({
    drop(event, view) {
      const given = event.dataTransfer?.getData(fieldType);
      if (!given || view.state.readOnly) return false;
      const { expression } = JSON.parse(given) as DraggedField;
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length;
      const isCode = language === "javascript" || [...pieces(view.state.doc.toString())].some(({ from, to }) => at >= from && at <= to);
      const text = isCode ? expression : `{{ ${expression} }}`;
      view.dispatch({ changes: { from: at, insert: text }, selection: { anchor: at + text.length }, userEvent: "input.drop" });
      view.focus();
      event.preventDefault();
      return true;
    },
  });
}
