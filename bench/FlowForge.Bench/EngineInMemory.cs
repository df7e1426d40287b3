using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Egress;
using FlowForge.Nodes;

namespace FlowForge.Bench;

/// <summary>The product's engine, kinds and expressions over a store in memory.</summary>
internal sealed class EngineInMemory : IAsyncDisposable
{
    private static readonly Item[] Start = [new(JsonElement.Parse("""{"n":1,"name":"item 1","tags":["a","b"]}"""))];
    private readonly SafeEgress _egress = new(new EgressOptions(), TimeProvider.System);
    private readonly RunEngine _engine;

    /// <summary>A new engine over a new store.</summary>
    /// <param name="scripts">Expressions; shared, because each set of them starts workers of its own.</param>
    /// <param name="store">Where it keeps runs; null for a new store.</param>
    public EngineInMemory(IScripts scripts, IRunStore? store = null)
    {
        store ??= new MemoryRunStore();
        _engine = new(new()
        {
            Runs = store,
            Workflows = new MemoryWorkflowStore(TimeProvider.System),
            Catalogue = BuiltInKinds.Create(_egress),
            Scripts = scripts,
            Pages = new(store),
            Clock = TimeProvider.System,
            Ids = new CountedIds(),
            ReadDocument = _ => throw new NotSupportedException("Nothing is resumed here."),
            OnFault = (message, cause) => Console.Error.WriteLine($"{message} {cause}"),
        });
    }

    public async Task<RunRecord> RunAsync(Workflow workflow)
    {
        var started = await _engine.StartAsync(
            new() { Workflow = workflow, Hash = workflow.Id, Items = Start, RecordFirst = false }, CancellationToken.None);
        return started.IsFailure ? throw new InvalidOperationException(started.Failure.Message) : await started.Value.Ended;
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _egress.Dispose();
    }

    private sealed class CountedIds : IIdSource
    {
        private int _next;

        public string NewRunId() => $"{Interlocked.Increment(ref _next):D26}";

        public string NewToken() => "token";
    }
}
