using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Scripts of rounds to come are asked together where their input is known; nobody can tell by the frames.</summary>
public sealed class RoundsAheadTests
{
    private const string Simple = "l:loop; s:script; t -> l; l.loop -> s; s -> l; l.done -> z";

    [Theory]
    [InlineData(Simple, 100)]
    [InlineData("l:loop {\"batchSize\":7}; s:script; r:script; t -> l; l.loop -> s; s -> r; r -> l; l.done -> z", 100)]
    [InlineData("l:loop; s:script; d:split {\"below\":40}; t -> l; l.loop -> s; s -> d; d.true -> l; d.false -> a; a -> l; l.done -> z", 100)]
    [InlineData("o:loop {\"batchSize\":9}; l:loop {\"batchSize\":2}; s:script; t -> o; o.loop -> l; l.loop -> s; s -> l; l.done -> o; o.done -> z", 60)]
    public async Task Run_ScriptsAskedAhead_SameFramesAsOneByOne(string drawn, int items)
    {
        var expected = await FramesAsync(new RoundScripts { AsksAhead = false }, drawn, items, sliceRuns: 500);
        foreach (var sliceRuns in new[] { 500, 10, 1 })
        {
            Assert.Equal(expected, await FramesAsync(new RoundScripts(), drawn, items, sliceRuns));
        }
    }

    /// <summary>The first round says how large results are; a later round waits until rounds behind it have been asked.</summary>
    [Fact]
    public async Task Run_LaterRounds_AreAskedBeforeTheOneBeforeThemHasEnded()
    {
        var scripts = new RoundScripts { HoldsFrom = 1, Until = 8 };
        await using var bench = Bench(scripts);
        var started = await bench.StartAsync(Drawn.Of(Simple), items: 20);
        var run = await started.Ended.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{n}"), scripts.Asked.Order(Comparer<string>.Create((a, b) => int.Parse(a) - int.Parse(b))));
    }

    [Fact]
    public async Task Run_ScriptThatAsksForMore_IsAskedRoundByRound()
    {
        var scripts = new RoundScripts { AsksAhead = false };
        await using var bench = Bench(scripts);
        await bench.RunAsync(Drawn.Of(Simple), items: 20);

        Assert.Equal(1, scripts.MostAtATime);
    }

    [Fact]
    public async Task Run_RoundFails_NothingOfLaterRoundsIsRecorded()
    {
        var scripts = new RoundScripts { Fails = 5 };
        await using var bench = Bench(scripts);
        var (run, frames) = await bench.RunAsync(Drawn.Of(Simple), items: 40);

        Assert.Equal((RunStatus.Failed, "script.failed", "s"), (run.Status, run.Failure!.Code, run.Failure.NodeId));
        Assert.Contains("s[5] Failed", frames);
        Assert.DoesNotContain(frames, line => line.StartsWith("s[6", StringComparison.Ordinal));
        Assert.Contains("6", scripts.Asked);
    }

    [Fact]
    public async Task Run_CancelledWhileRoundsAreAskedAhead_AllOfThemAreStopped()
    {
        var scripts = new RoundScripts { HoldsFrom = 1, Until = int.MaxValue };
        await using var bench = Bench(scripts);
        var started = await bench.StartAsync(Drawn.Of(Simple), items: 40);
        await scripts.IsHolding.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await bench.Engine.CancelAsync(started.RunId, default);

        Assert.Equal(RunStatus.Cancelled, (await started.Ended.WaitAsync(TimeSpan.FromSeconds(30))).Status);
        Assert.Equal(0, scripts.AtATime);
    }

    private static EngineBench Bench(RoundScripts scripts, int sliceRuns = 500) => new(new TestCatalogue(new ScriptKind()), sliceRuns: sliceRuns, scripts: scripts);

    private static async Task<string[]> FramesAsync(RoundScripts scripts, string drawn, int items, int sliceRuns)
    {
        await using var bench = Bench(scripts, sliceRuns);
        var (run, frames) = await bench.RunAsync(Drawn.Of(drawn), items);
        Assert.Equal(RunStatus.Completed, run.Status);
        return frames;
    }

    /// <summary>A kind that is one script.</summary>
    private sealed class ScriptKind : IScriptKind
    {
        public KindDescription Description { get; } = new TestKind("script", (_, _) => throw new NotSupportedException()).Description;

        public ScriptStep? Step(Node node) => new(node.Id, node.Id, node.Id, PerItem: true, TimeSpan.FromSeconds(5));

        public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
            await CompleteAsync(context, await context.RunScriptAsync(Step(context.Node)!, cancellation));

        public async ValueTask<NodeResult> CompleteAsync(INodeContext context, ScriptResult result)
        {
            if (result.Failure is { } failure)
            {
                return new NodeResult.Failed(failure);
            }

            for (var i = 0; i < result.Items.Count; i++)
            {
                await context.WriteAsync("out", result.Items[i], Origin.First(i));
            }

            return NodeResult.Done;
        }
    }

    /// <summary>Scripts that write their node and iteration behind an item's path.</summary>
    private sealed class RoundScripts : IScripts
    {
        private readonly TaskCompletionSource _enough = new();
        private readonly LiteralScripts _literal = new();
        private int _atATime;
        private int _most;

        public bool AsksAhead { get; init; } = true;

        /// <summary>Number of the item from which on an answer waits.</summary>
        public int HoldsFrom { get; init; } = int.MaxValue;

        /// <summary>How many have to be asked before the answers come.</summary>
        public int Until { get; init; }

        /// <summary>Number of the item that fails.</summary>
        public int Fails { get; init; } = -1;

        /// <summary>Iterations that were asked for.</summary>
        public ConcurrentQueue<string> Asked { get; } = new();

        public TaskCompletionSource IsHolding { get; } = new();

        public int AtATime => Volatile.Read(ref _atATime);

        public int MostAtATime => Volatile.Read(ref _most);

        public async ValueTask<IReadOnlyList<ScriptResult>> RunAsync(IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation)
        {
            Asked.Enqueue(scope.Iteration.Path);
            _most = Math.Max(_most, Interlocked.Increment(ref _atATime));
            try
            {
                var items = await scope.Input().ReadAllAsync(cancellation);
                await HoldAsync(items, cancellation);
                return Results(chain, scope, items);
            }
            finally
            {
                Interlocked.Decrement(ref _atATime);
            }
        }

        public bool AsksOnlyItsInput(ScriptStep step) => AsksAhead;

        public IPreparedParameters Prepare(JsonElement parameters) => _literal.Prepare(parameters);

        public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(
            IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation) => throw new NotSupportedException();

        public IReadOnlyList<string?> NodeNames(string source) => [];

        public string RenameNode(string source, string from, string to) => source;

        public Failure? Check(string source) => null;

        private async ValueTask HoldAsync(IReadOnlyList<Item> items, CancellationToken cancellation)
        {
            if (items[0].Json.GetProperty("n").GetInt32() < HoldsFrom)
            {
                return;
            }

            IsHolding.TrySetResult();
            if (Asked.Count >= Until)
            {
                _enough.TrySetResult();
            }

            await _enough.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellation);
        }

        private List<ScriptResult> Results(IReadOnlyList<ScriptStep> chain, IScriptScope scope, IReadOnlyList<Item> items)
        {
            var results = new List<ScriptResult>();
            foreach (var step in chain)
            {
                if (items.Any(item => item.Json.GetProperty("n").GetInt32() == Fails))
                {
                    results.Add(new() { Failure = Failure.Of("script.failed", "It failed.") });
                    break;
                }

                items = [.. items.Select(item => Tagged(item, $"{step.NodeId}[{scope.Iteration.Path}]"))];
                results.Add(new() { Items = items });
            }

            return results;
        }

        private static Item Tagged(Item item, string tag)
        {
            var path = item.Json.TryGetProperty("path", out var before) ? before.GetString() : "";
            return new(JsonElement.Parse($$"""{"n":{{item.Json.GetProperty("n")}},"path":"{{path}}{{tag}}"}"""));
        }
    }
}
