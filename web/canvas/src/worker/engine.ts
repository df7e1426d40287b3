// The engine's worker: carries calls of the page to .NET, rows of runs to the page, and keeps the scripts' workers.
import type { Runtime } from "./runtime";

export interface Call {
  id: number;
  name: string;
  args: unknown[];
}

type Part = Record<string, (...args: unknown[]) => unknown>;

export function begin(runtime: Runtime): (event: MessageEvent<Call>) => void {
  const sandboxes = new Map<number, Worker>();
  let part: Part;

  const imports = {
    startScripts(number: number) {
      const sandbox = new Worker(import.meta.url, { type: "module", name: "flowforge-scripts" });
      const lost = (reason: string) => {
        if (!sandboxes.delete(number)) return;
        sandbox.terminate();
        part["ScriptsLost"]!(number, reason);
      };
      sandbox.onmessage = ({ data }) => part["ScriptsSaid"]!(number, data);
      sandbox.onerror = (event) => {
        event.preventDefault();
        lost(event.message ?? "It could not be loaded.");
      };
      sandboxes.set(number, sandbox);
    },
    tellScripts: (number: number, message: Uint8Array) => sandboxes.get(number)?.postMessage(message),
    endScripts(number: number) {
      sandboxes.get(number)?.terminate();
      sandboxes.delete(number);
    },
    tell: (stream: number, text: string | null) => postMessage({ tell: stream, text }),
    keepRun: (run: string, row: string, hasEnded: boolean) => postMessage({ keep: "run", run, row, hasEnded }),
    keepSegment: (run: string, ordinal: number, first: number, last: number, content: Uint8Array) =>
      postMessage({ keep: "segment", run, segment: { ordinal, first, last, content } }),
    keepPage: (family: string, hash: string, content: Uint8Array) => postMessage({ keep: "page", family, hash, content }),
    keepDocument: (hash: string, document: string) => postMessage({ keep: "document", hash, document }),
    forgetRun: (run: string, family: string, isLast: boolean) => postMessage({ keep: "nothing", run, family, isLast }),
    warn: (message: string) => console.warn(message),
  };
  runtime.setModuleImports("worker", imports);
  const ready = runtime.getAssemblyExports("FlowForge.WebWorker.dll").then((all) => {
    part = all.FlowForge.WebWorker.EnginePart as unknown as Part;
    part["Begin"]!();
  });
  return async ({ data: { id, name, args } }) => {
    try {
      await ready;
      postMessage({ id, result: await part[name]!(...args) });
    } catch (error) {
      postMessage({ id, error: String(error) });
    }
  };
}
