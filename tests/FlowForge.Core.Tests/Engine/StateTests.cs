using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>What a workflow keeps between runs: changes lie in records and are applied once (semantics 7).</summary>
public sealed class StateTests
{
    private readonly MemoryRunStore _store = new();

    [Fact]
    public async Task Run_ReadsAndChanges_NextRunSeesIt()
    {
        await using var bench = Bench();
        await bench.RunAsync(Drawn.Of("a:counts; b:counts; t -> a; a -> b"));
        Assert.Equal(("2", "a:1,b:2"), await KeptAsync());
        await bench.RunAsync(Drawn.Of("a:counts; b:counts; t -> a; a -> b"));
        Assert.Equal(("4", "a:3,b:4"), await KeptAsync());
    }

    [Fact]
    public async Task Run_OfATest_SeesItsOwnChangesAndKeepsNone()
    {
        await using (var bench = Bench())
        {
            await bench.RunAsync(Drawn.Of("a:counts; t -> a"));
        }

        await using var test = Bench(version: 0);
        var (run, _) = await test.RunAsync(Drawn.Of("a:counts; b:counts; t -> a; a -> b"));
        Assert.Equal(("1", "a:1"), await KeptAsync());
        Assert.Equal("2,3", await CountsAsync(run.Id));
    }

    [Fact]
    public async Task Attempt_ThatFails_ChangesNothing()
    {
        await using var bench = Bench();
        var (run, _) = await bench.RunAsync(Drawn.Of(
            "f:countsThenFails; g:countsThenFails; t -> f; f -> g",
            change: node => node.Id == "f" ? node with { OnError = OnError.Continue } : node with { Retry = node.Id == "g" ? new(2, 0) : null }));

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(("-", ""), await KeptAsync());
    }

    [Fact]
    public async Task Change_PastABound_FailsTheNode()
    {
        Assert.Equal("limit.state", await FailureAsync("a:large; t -> a"));
        Assert.Null(await FailureAsync(
            "a:half {\"key\":\"1\"}; b:half {\"key\":\"2\"}; c:half {\"key\":\"3\"}; d:half {\"key\":\"4\"}; t -> a; a -> b; b -> c; c -> d"));
        Assert.Equal("limit.state", await FailureAsync("a:half {\"key\":\"5\"}; t -> a"));
        Assert.Null(await FailureAsync("a:half {\"key\":\"4\"}; t -> a"));
    }

    [Fact]
    public async Task Frames_OfANodeThatChangesState_ShowTheChange()
    {
        await using var bench = Bench();
        var (run, _) = await bench.RunAsync(Drawn.Of("a:counts; t -> a"));
        var frames = (await bench.Reader.ListAsync(run.Id, new("a"), default))!.Items;

        Assert.Empty(frames[0].State);
        Assert.Equal([StateScope.Workflow, new("a")], frames[1].State.Select(change => change.Scope));
    }

    private async Task<string?> FailureAsync(string drawn)
    {
        await using var bench = Bench();
        return (await bench.RunAsync(Drawn.Of(drawn))).Run.Failure?.Code;
    }

    private EngineBench Bench(int version = 1) =>
        new(new TestCatalogue(StateKinds.All()), _store, new FakeTimeProvider(), state: _store.State) { Version = version };

    private async Task<(string Count, string Nodes)> KeptAsync() => await StateKinds.KeptAsync(_store.State);

    private async Task<string> CountsAsync(string run)
    {
        var frames = (await new FrameReader(_store, new(_store)).ListAsync(run, new(), default))!.Items;
        return string.Join(',', frames.SelectMany(frame => frame.State).Where(change => change.Scope == StateScope.Workflow)
            .Select(change => change.Set[0].Value.GetRawText()));
    }
}

/// <summary>Kinds that keep something between runs.</summary>
internal static class StateKinds
{
    public static IEnumerable<INodeKind> All(Func<Task>? hold = null)
    {
        yield return new TestKind("counts", (context, stop) => CountAsync(context, hold, stop));
        yield return new TestKind("countsOutside", (context, stop) => CountAsync(context, hold, stop), hasEffect: true);
        yield return new TestKind("countsThenFails", async (context, stop) =>
        {
            await CountAsync(context, hold, stop);
            return new NodeResult.Failed(Failures.Failure.Of("test.failed", "It failed."));
        });
        yield return new TestKind("large", (context, _) =>
        {
            context.ChangeState(Set(StateScope.Workflow, "k", Text(Limits.StateChangeBytes)));
            return new(NodeResult.Done);
        });
        yield return new TestKind("half", async (context, stop) =>
        {
            await context.ReadStateAsync(StateScope.Workflow, stop);
            context.ChangeState(Set(StateScope.Workflow, context.Node.Parameters.GetProperty("key").GetString()!, Text(Limits.StateChangeBytes - 100)));
            context.PassThrough("out", "in");
            return NodeResult.Done;
        });
    }

    /// <summary>The workflow's count, and what each node noted.</summary>
    public static async Task<(string Count, string Nodes)> KeptAsync(IStateStore state)
    {
        var count = (await state.ReadAsync("drawn", StateScope.Workflow, default)).TryGetValue("count", out var value) ? value.GetRawText() : "-";
        var nodes = new List<string>();
        foreach (var scope in (await state.ScopesAsync("drawn", default)).Where(scope => scope.NodeId is not null))
        {
            nodes.AddRange((await state.ReadAsync("drawn", scope, default)).Select(pair => $"{scope.NodeId}{pair.Key}:{pair.Value.GetRawText()}"));
        }

        return (count, string.Join(',', nodes));
    }

    /// <summary>Adds one to the workflow's count, and notes it under the iteration in the node's own state.</summary>
    private static async ValueTask<NodeResult> CountAsync(INodeContext context, Func<Task>? hold, CancellationToken stop)
    {
        await (hold?.Invoke() ?? Task.CompletedTask);
        var kept = await context.ReadStateAsync(StateScope.Workflow, stop);
        var count = (kept.TryGetValue("count", out var value) ? value.GetInt32() : 0) + 1;
        await (hold?.Invoke() ?? Task.CompletedTask);
        context.ChangeState(Set(StateScope.Workflow, "count", $"{count}"));
        context.ChangeState(Set(new(context.Node.Id), context.Iteration.Path, $"{count}"));
        context.PassThrough("out", "in");
        return NodeResult.Done;
    }

    private static StateChange Set(StateScope scope, string key, string value) => new(scope, [new(key, JsonElement.Parse(value))], []);

    private static string Text(int length) => $"\"{new string('x', length)}\"";
}
