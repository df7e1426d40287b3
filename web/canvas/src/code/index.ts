// The seam to C# (web/Editor/Inspector/Code/CodeField.razor): one editor in one element.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers, placeholder, tooltips } from "@codemirror/view";
import { completions } from "./complete";
import { expression } from "./expression";
import { fieldDrop } from "./drop";
import { highlighting, look } from "./look";
import { markAt, marks } from "./marks";
import type { CodeOptions, Scope } from "./model";

interface Receiver {
  invokeMethodAsync(method: "OnCodeChanged", value: string): Promise<void>;
}

export function mount(host: HTMLElement, receiver: Receiver, json: string) {
  const options = JSON.parse(json) as CodeOptions;

  // A shadow root takes constructed style sheets, so the page's policy needs no exception for styles.
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open", delegatesFocus: true });
  let scope: Scope = { json: null, nodes: [] };
  let isOurs = false;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.value,
      extensions: [
        ...extensions(options),
        autocompletion({ override: options.language === "json" || options.language === "text" ? [] : [completions(() => scope, options.language)] }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isOurs) void receiver.invokeMethodAsync("OnCodeChanged", update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    set(value: string) {
      if (value === view.state.doc.toString()) return;
      isOurs = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
      isOurs = false;
    },
    mark: (at: number | null) => view.dispatch({ effects: markAt.of(at) }),
    scope: (text: string) => { scope = JSON.parse(text) as Scope; },
    focus: () => view.focus(),
    insert(text: string) {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    unmount: () => view.destroy(),
  };
}

// Typing over a selection is done here: Chromium's own editing would carry the colours of the old text over as inline styles,
// which the page's policy refuses.
const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main } = view.state.selection;
    const text = event.data;
    if (event.inputType !== "insertText" || !text || main.empty || view.composing) return false;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, main.from, main.to, text, insert))) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

function extensions(options: CodeOptions): Extension[] {
  const isCode = options.language === "javascript" || options.language === "json";
  return [
    history(),
    typeOver,
    fieldDrop(options.language),
    marks,
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    look,
    highlighting,
    tooltips({ position: "fixed" }),
    EditorView.contentAttributes.of({ "aria-label": options.label }),
    options.placeholder ? placeholder(options.placeholder) : [],
    options.isReadOnly ? [EditorState.readOnly.of(true), EditorView.editable.of(false)] : [],
    options.isSingleLine ? EditorState.transactionFilter.of((change) => (change.newDoc.lines > 1 ? [] : change)) : [],
    isCode ? [lineNumbers(), indentOnInput()] : EditorView.lineWrapping,
    options.language === "javascript" ? javascript() : options.language === "json" ? json() : options.language === "expression" ? expression : [],
    keymap.of([...closeBracketsKeymap, ...defaultKeymap.filter((binding) => binding.key !== "Mod-Enter"), ...historyKeymap, ...completionKeymap, ...searchKeymap, ...(isCode ? [indentWithTab] : [])]),
  ];
}
