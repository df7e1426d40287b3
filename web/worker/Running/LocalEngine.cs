using System.Text;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Previews;
using FlowForge.Core.Serialization;
using FlowForge.Nodes;
using FlowForge.Scripting;
using FlowForge.WebWorker.Store;

namespace FlowForge.WebWorker.Running;

/// <summary>The engine of a browser: the same Core, kinds and scripts as a server's, over memory and the page.</summary>
internal sealed class LocalEngine
{
    // One thread does all: more hand-outs at a time would only wait in another place.
    private const int Window = 16;

    private readonly MemoryRunStore memory = new();
    private readonly IPageRows page;

    public LocalEngine(IPageRows page, IEgress egress, ICredentials? credentials, StartScriptPeer scripts, IIdSource ids, TimeProvider clock, Action<string, Exception> onFault)
    {
        this.page = page;
        OnFault = onFault;
        Store = new PageStore(memory, page);
        Documents = new(clock);
        Catalogue = BuiltInKinds.Create(egress);
        Scripts = MessageScripts.Create(scripts, clock);
        var pages = new PageCache(Store);
        var parts = new EngineParts
        {
            Runs = Store,
            Workflows = Documents,
            Catalogue = Catalogue,
            Scripts = Scripts,
            Pages = pages,
            Clock = clock,
            State = memory.State,
            Credentials = credentials,
            Ids = ids,
            ReadDocument = Read,
            Host = RunsIn.Browser,
            RunWindow = Window,
            HostWindow = 4 * Window,
            OnFault = onFault,
        };
        Runs = new(parts);
        Frames = new FrameReader(Store, pages);
        Previews = new ExpressionPreviews(parts);
    }

    /// <summary>Told of faults.</summary>
    public Action<string, Exception> OnFault { get; }

    public RunEngine Runs { get; }

    public IRunStore Store { get; }

    public IFrameReader Frames { get; }

    public MemoryWorkflowStore Documents { get; }

    public ICatalogue Catalogue { get; }

    public IScripts Scripts { get; }

    public IExpressionPreviews Previews { get; }

    /// <summary>Keeps a document that a run is about to pin, here and in the page.</summary>
    public async Task PinAsync(string hash, string document)
    {
        await Documents.PinAsync(hash, document, CancellationToken.None);
        page.KeepDocument(hash, document);
    }

    /// <summary>Takes back rows that the page has kept. A run's row comes after its segments and pages.</summary>
    public async Task RestoreAsync(JournalWrite rows) => await memory.WriteAsync(rows);

    private static Workflow Read(string document) =>
        WorkflowJson.Read(Encoding.UTF8.GetBytes(document)) is { Workflow: { } workflow } ? workflow : throw new StoreFault("A stored document cannot be read.");
}
