// The sandbox: one message is one job; what it has to say it says while the script runs.
import type { Runtime } from "./runtime";

export function begin(runtime: Runtime): (event: MessageEvent<Uint8Array>) => void {
  let part: { Begin(): void; Receive(message: Uint8Array): void; PrepareOne(): boolean };
  const early: Uint8Array[] = [];
  runtime.setModuleImports("worker", { say: (message: Uint8Array) => postMessage(message) });
  void runtime.getAssemblyExports("FlowForge.WebWorker.dll").then((all) => {
    part = all.FlowForge.WebWorker.Scripts.ScriptPart as unknown as typeof part;
    part.Begin();
    early.forEach((message) => part.Receive(message));
    prepare();
  });
  const prepare = () => setTimeout(() => part.PrepareOne() && prepare(), 0);
  return ({ data }) => {
    if (!part) {
      early.push(data);
      return;
    }
    part.Receive(data);
    prepare();
  };
}
