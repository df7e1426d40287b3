// The engine's worker: carries calls of the page to .NET, rows of runs to the page, and keeps the scripts' workers.
import type { Runtime } from "./runtime";

export interface Call {
  id: number;
  name: string;
  args: unknown[];
}

type Part = Record<string, (...args: unknown[]) => unknown>;

interface Sandbox {
  worker: Worker;
  /** Hands over what it has said so far, in a moment, and from then on what it says. */
  listen(said: (message: Uint8Array) => void, lost: (reason: string) => void): void;
}

function makeSandbox(): Sandbox {
  const worker = new Worker(import.meta.url, { type: "module", name: "flowforge-scripts" });
  const early: (() => void)[] = [];
  let said = (message: Uint8Array) => void early.push(() => said(message));
  let lost = (reason: string) => void early.push(() => lost(reason));
  worker.onmessage = ({ data }) => said(data);
  worker.onerror = (event) => {
    event.preventDefault();
    lost(event.message ?? "It could not be loaded.");
  };
  return {
    worker,
    listen(whenSaid, whenLost) {
      said = (message) => void whenSaid(message);
      lost = (reason) => void whenLost(reason);
      queueMicrotask(() => early.splice(0).forEach((tell) => tell()));
    },
  };
}

export function begin(runtime: Runtime): (event: MessageEvent<Call>) => void {
  const sandboxes = new Map<number, Worker>();
  // The first one loads beside the engine, so that the first script need not wait for it.
  let spare: Sandbox | null = makeSandbox();
  let part: Part;

  const imports = {
    startScripts(number: number) {
      const sandbox = spare ?? makeSandbox();
      spare = null;
      const lost = (reason: string) => {
        if (!sandboxes.delete(number)) return;
        sandbox.worker.terminate();
        part["ScriptsLost"]!(number, reason);
      };
      sandboxes.set(number, sandbox.worker);
      sandbox.listen((message) => part["ScriptsSaid"]!(number, message), lost);
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
    part["Begin"]!(self.location.origin);
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
