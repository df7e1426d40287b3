using System.Collections.Concurrent;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Forks;

/// <summary>Forks runs of an engine, and counts outside which nodes ran in which run.</summary>
internal sealed class ForkBench : IAsyncDisposable
{
    private readonly ConcurrentDictionary<(string Run, string Node, string Iteration), int> _calls = new();

    private int _documents;

    public ForkBench(Func<Func<INodeContext, Task>, IEnumerable<INodeKind>> kinds, IRunStore? store = null, TimeProvider? clock = null, int? window = null) =>
        Engine = new(new TestCatalogue(kinds(CountAsync)), store, clock, window);

    public EngineBench Engine { get; }

    /// <summary>How often a node ran in a run, counted by the node itself.</summary>
    public int Calls(string run, string node, string iteration) => _calls.GetValueOrDefault((run, node, iteration));

    public async Task<RunRecord> RunAsync(Workflow workflow, int items = 2)
    {
        var started = await Engine.StartAsync(workflow, items);
        return await EndAsync(started);
    }

    public async Task<ForkResult> ForkAsync(
        string run, long frame, Dictionary<string, IReadOnlyList<Item>>? items = null, Workflow? latest = null)
    {
        // Each document has a hash of its own, for plans are kept by it.
        var hash = $"latest-{_documents++}";
        if (latest is not null)
        {
            Engine.Documents[hash] = latest;
        }

        return await Engine.Engine.ForkAsync(
            new() { Source = run, FromFrame = frame, Items = items, Document = latest is null ? null : new(latest, hash, 2) }, default);
    }

    /// <summary>The fork, ended.</summary>
    public async Task<RunRecord> ForkedAsync(
        string run, long frame, Dictionary<string, IReadOnlyList<Item>>? items = null, Workflow? latest = null)
    {
        var result = await ForkAsync(run, frame, items, latest);
        return await EndAsync(Assert.IsType<ForkResult.Forked>(result).Run);
    }

    /// <summary>Goes on from a node with a document as it stands now.</summary>
    public async Task<ForkResult> GoOnAsync(string run, string node, Workflow document, RunPart? part = null, string? hash = null, IReadOnlyList<Item>? items = null)
    {
        hash ??= $"now-{_documents++}";
        Engine.Documents[hash] = document;
        return await Engine.Engine.ForkAsync(
            new()
            {
                Source = run,
                FromNode = node,
                Document = new(document, hash, 0),
                Part = part ?? RunPart.Whole,
                Items = items is null ? null : new Dictionary<string, IReadOnlyList<Item>> { ["in"] = items },
            }, default);
    }

    /// <summary>The run that a fork gave, ended.</summary>
    public Task<RunRecord> EndedAsync(ForkResult result) => EndAsync(
        result is ForkResult.Forked forked ? forked.Run : throw new InvalidOperationException(((ForkResult.Refused)result).Failure.Message));

    public async Task<List<Frame>> FramesAsync(string run)
    {
        var frames = new List<Frame>();
        string? after = null;
        do
        {
            var page = (await Engine.Reader.ListAsync(run, new(Limit: 500, After: after), default))!;
            frames.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return frames;
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();

    private async Task<RunRecord> EndAsync(StartedRun started)
    {
        await Task.WhenAny(started.Ended, Task.Delay(TimeSpan.FromSeconds(30)));
        Assert.True(Engine.Faults.IsEmpty, string.Join("\n", Engine.Faults));
        Assert.True(started.Ended.IsCompleted, $"run {started.RunId} does not end:\n{string.Join("\n", await Engine.FramesAsync(started.RunId))}");
        return await started.Ended;
    }

    private async Task CountAsync(INodeContext context)
    {
        _calls.AddOrUpdate((context.Run.RunId, context.Node.Id, context.Iteration.Path), 1, (_, count) => count + 1);
        await Task.Yield();
    }
}
