// What is seen of the editor at a first visit while .NET is on its way: the empty canvas with its ways to begin (web/Editor/FirstSteps.razor has them for good). What is pressed
// meanwhile is kept, and done by the editor when it stands (EditorPage.BeginEarlyAsync). An entry of its own, which index.html loads: nothing else is needed for it to be drawn.

/** The ways to begin, as web/Editor/StartingPoints.cs has them; a browser test compares the two. */
const starts = [
  { id: "example", group: "flow", icon: "sparkles", title: "A small example", text: "Orders come in, large ones get a discount. Run it and watch the data." },
  { id: "manual", group: "trigger", icon: "play", title: "I start it by hand", text: "A button in the editor. Right for trying things out." },
  { id: "webhook", group: "trigger", icon: "webhook", title: "A call from outside", text: "An address that other programs send data to, with an answer." },
];

/** What the editor itself draws; as soon as one of these is there, it is the editor that is looked at. */
const arrived = "#app [data-first-steps], #app .react-flow__node, #app dialog[open]";

/** Keys that the browser itself does something with on a page of buttons. */
const native = new Set(["Tab", "Enter", " ", "Escape", "Shift", "Control", "Alt", "Meta"]);

const icon = (name: string) => `<svg class="icon" aria-hidden="true"><use href="dist/icons.svg#${name}"></use></svg>`;

const rail = ["workflow", "layers", "key-round", "history", "settings"].map((name, at) => `<span class="rail-link ${at === 0 ? "active" : ""}">${icon(name)}</span>`).join("");

const cards = starts.map(({ id, group, icon: name, title, text }) => `
  <button type="button" data-group="${group}" data-start="${id}" class="panel group flex cursor-pointer flex-col items-start gap-3 rounded-2xl border p-4 text-left shadow-sm transition hover:-translate-y-0.5 hover:border-primary hover:shadow-lg">
    <span class="kind-tile">${icon(name)}</span>
    <span><span class="block text-sm font-semibold">${title}</span><span class="quiet mt-0.5 block text-xs leading-relaxed">${text}</span></span>
  </button>`).join("");

const page = `
  <div class="panel flex w-14 flex-none flex-col items-center gap-1 border-r py-2.5" aria-hidden="true">
    <span class="mb-2 block rounded-xl"><svg class="size-8" viewBox="0 0 32 32"><use href="favicon.svg#mark"></use></svg></span>${rail}
  </div>
  <div class="relative flex min-w-0 flex-1 flex-col">
    <div class="panel flex h-13 flex-none items-center gap-3 border-b px-4 text-sm"><span class="quiet" role="status" data-early-status>The editor is starting</span><span class="boot-bar"></span></div>
    <div class="early-canvas relative min-h-0 flex-1">
      <div class="absolute inset-0 z-10 grid grid-cols-[minmax(0,44rem)] place-content-center p-6">
        <div>
          <h1 class="text-center text-2xl font-semibold tracking-tight">What starts your workflow?</h1>
          <p class="quiet mt-1.5 text-center text-sm">Pick a beginning. You can change everything afterwards.</p>
          <div class="mt-6 grid gap-3 sm:grid-cols-3">${cards}</div>
          <p class="quiet mt-5 text-center text-sm">or <button type="button" class="link link-primary" data-start="browse">choose from all kinds</button>
            <kbd class="kbd kbd-xs ml-1">N</kbd>, or paste a workflow <kbd class="kbd kbd-xs">Ctrl</kbd> <kbd class="kbd kbd-xs">V</kbd></p>
        </div>
      </div>
    </div>
  </div>`;

/** Whether nothing of the editor's is kept in this browser. */
async function isFirstVisit(): Promise<boolean> {
  return indexedDB.databases !== undefined && (await indexedDB.databases()).every(({ name }) => !name?.startsWith("flowforge."));
}

function show() {
  const early = document.createElement("div");
  early.className = "early";
  early.innerHTML = page;
  const status = early.querySelector<HTMLElement>("[data-early-status]")!;
  const later: (() => void)[] = [];
  let chosen: string | null = null;

  const press = (event: MouseEvent) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-start]");
    if (!button) return;
    chosen = button.dataset["start"]!;
    for (const one of early.querySelectorAll("[data-start]")) one.setAttribute("aria-pressed", String(one === button));
    status.textContent = "The editor is starting, then it begins with what you chose";
  };
  const down = (event: KeyboardEvent) => {
    if (native.has(event.key) || later.length >= 50) return;
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
    later.push(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true })));
  };
  const paste = (event: ClipboardEvent) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", event.clipboardData?.getData("text/plain") ?? "");
    later.push(() => document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })));
  };

  // Seen between two tasks, before anything is painted: one of the two is there at any moment, never both.
  const watcher = new MutationObserver(() => { if (document.querySelector(arrived)) leave(); });
  const leave = () => {
    const start = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>(".early [data-start]")?.dataset["start"];
    watcher.disconnect();
    early.remove();
    if (start) document.querySelector<HTMLElement>(`#app [data-start=${start}]`)?.focus();
  };
  const take = () => {
    leave();
    removeEventListener("keydown", down);
    removeEventListener("paste", paste);
    setTimeout(() => later.splice(0).forEach((act) => act()));
    return chosen;
  };

  early.addEventListener("click", press);
  addEventListener("keydown", down);
  addEventListener("paste", paste);
  watcher.observe(document.getElementById("app")!, { childList: true, subtree: true });
  Object.assign(globalThis, { flowforgeEarly: take });
  document.body.append(early);
}

// An empty canvas is at the root alone, and only there does the editor say so.
if (location.pathname === new URL(document.baseURI).pathname && (await isFirstVisit()) && !document.querySelector(arrived)) show();
export {};
