// .NET in a worker. It is loaded from the files of the page, and in addition those parts that only running needs.
interface Asset {
  virtualPath?: string;
  name: string;
}

interface Config {
  resources?: { assembly?: Asset[]; lazyAssembly?: Asset[] };
}

type Part = Record<string, (...args: never[]) => unknown>;

export interface Runtime {
  setModuleImports(name: string, functions: Record<string, unknown>): void;
  getAssemblyExports(name: string): Promise<{ FlowForge: { WebWorker: { EnginePart: Part; Scripts: { ScriptPart: Part } } } }>;
}

/** What neither part needs, and what scripts can do without: the less, the sooner it starts. */
const ofPage = /^(FlowForge\.Web\.|Microsoft\.(AspNetCore|Extensions|JSInterop))/;
const ofEngine = /^(FlowForge\.(Nodes|Formats)\.|CsvHelper\.|Cronos\.|YamlDotNet\.|System\.(Data|Private\.Xml|Net)\.)/;

export async function load(isScripts: boolean): Promise<Runtime> {
  // Without it the runtime takes this worker for one of its own threads and waits for ever.
  Object.assign(globalThis, { dotnetSidecar: true });
  const { dotnet } = await import(new URL("../_framework/dotnet.js", import.meta.url).href);
  return dotnet
    .withModuleConfig({
      onConfigLoaded(config: Config) {
        const resources = config.resources!;
        resources.assembly = [...(resources.assembly ?? []), ...(resources.lazyAssembly ?? [])].filter((asset) => {
          const name = asset.virtualPath ?? asset.name;
          return !ofPage.test(name) && !(isScripts && ofEngine.test(name));
        });
        resources.lazyAssembly = [];
      },
    })
    .create();
}
