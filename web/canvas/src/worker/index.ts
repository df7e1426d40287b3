// A worker that runs .NET from the page's own files: the engine, or (started by it) the scripts' sandbox, by its name.
// Seams to C#: web/worker/Outside.cs (what .NET calls here) and its JSExport parts (what is called there).
import { begin as beginEngine } from "./engine";
import { load } from "./runtime";
import { begin as beginScripts } from "./scripts";

const early: MessageEvent[] = [];
onmessage = (event) => early.push(event);

const isScripts = self.name === "flowforge-scripts";
const runtime = await load(isScripts);
onmessage = isScripts ? beginScripts(runtime) : beginEngine(runtime);
for (const event of early) onmessage?.call(self, event);
