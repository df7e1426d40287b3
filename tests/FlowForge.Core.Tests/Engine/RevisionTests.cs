using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Runs that go on with a changed document (semantics 7).</summary>
public sealed class RevisionTests
{
    private readonly MemoryRunStore _store = new();
    private readonly ConcurrentQueue<string> _keys = new();

    [Fact]
    public async Task Apply_Parameters_TheRunGoesOnWithThemAndItsFramesSaySo()
    {
        await using var bench = Bench();
        var (run, pause) = await PausedAsync(bench, "a:tag; h:needs; g:needs; t -> a; a -> h; h -> g");
        await TakenAsync(bench, run, pause, Set("h"));
        pause = (await PauseAsync(bench, run, pause))!;
        await TakenAsync(bench, run, pause, Set("g"));

        var ended = await bench.Engine.WaitAsync(run, TimeSpan.FromSeconds(20), default);
        Assert.Equal((RunStatus.Completed, "0a"), (ended!.Status, await bench.OutputAsync(ended)));
        var frames = (await bench.Reader.ListAsync(run, new(Limit: 500), default))!.Items.Where(frame => frame.Side == FrameSide.Egress);
        Assert.Equal(
            ["a 1 0 COMPLETED", "g 1 1 FAILED", "g 2 2 COMPLETED", "h 1 0 FAILED", "h 2 1 COMPLETED", "t 1 0 COMPLETED"],
            frames.Select(frame => $"{frame.NodeId} {frame.Attempt} {frame.Revision} {frame.Status.ToString().ToUpperInvariant()}").Order(StringComparer.Ordinal));
        Assert.False(IsOk(await bench.Engine.RevisionAsync(run, 1, default), "g"));
        Assert.True(IsOk(await bench.Engine.RevisionAsync(run, 1, default), "h"));
        Assert.True(IsOk(await bench.Engine.RevisionAsync(run, 2, default), "g"));
        Assert.Null(await bench.Engine.RevisionAsync(run, 3, default));
    }

    [Fact]
    public async Task Apply_ToANode_ItsCallsGetNewKeysAndOthersKeepTheirs()
    {
        await using var bench = Bench();
        var (run, pause) = await PausedAsync(bench, "h:needs; t -> h");
        await bench.Engine.AnswerPauseAsync(run, pause, new(PauseAnswerType.Retry), default);
        pause = await PauseAsync(bench, run, pause);
        await TakenAsync(bench, run, pause, new WorkflowOperation.SetParameters("t", JsonElement.Parse("""{"x":1}""")));
        pause = await PauseAsync(bench, run, pause);
        await TakenAsync(bench, run, pause, Set("h"));
        await bench.Engine.WaitAsync(run, TimeSpan.FromSeconds(20), default);

        var keys = _keys.ToList();
        Assert.Equal(4, keys.Count);
        Assert.Single(keys.Take(3).Distinct());
        Assert.NotEqual(keys[0], keys[3]);
    }

    [Fact]
    public async Task Apply_RetryAndOnError_CountFromThenOn()
    {
        await using var bench = Bench();
        var (run, pause) = await PausedAsync(bench, "h:needs; t -> h; h.error -> b");
        var node = bench.Documents.Values.Single().Nodes.Single(node => node.Id == "h");
        await TakenAsync(bench, run, pause, new WorkflowOperation.ReplaceNode(node with { OnError = OnError.ErrorOutput, TimeoutSeconds = 5, Retry = new(2) }));
        var ended = await bench.Engine.WaitAsync(run, TimeSpan.FromSeconds(20), default);
        Assert.Equal((RunStatus.Completed, "0b"), (ended!.Status, await bench.OutputAsync(ended)));
        Assert.Contains("h#2 Failed error=0!test.needs", await bench.FramesAsync(run), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Apply_WhatChangesTheShape_NeedsAForkAndChangesNothing()
    {
        await using var bench = Bench();
        var (run, pause) = await PausedAsync(bench, "h:needs; t -> h; h -> b");
        var node = bench.Documents.Values.Single().Nodes.Single(node => node.Id == "b");
        WorkflowOperation[] changes =
        [
            new WorkflowOperation.Connect(new() { From = "t", To = "b" }), new WorkflowOperation.RenameNode("h", NewName: "other"),
            new WorkflowOperation.ReplaceNode(node with { Id = "h", Disabled = true }), new WorkflowOperation.RemoveNode("h"), new WorkflowOperation.SetConfig(JsonElement.Parse("""{"timeoutSeconds":5}""")),
        ];
        foreach (var change in changes)
        {
            Assert.Equal("revision.needsFork", (await RefusedAsync(bench, run, pause, change)).Code);
        }

        Assert.StartsWith("operation.", (await RefusedAsync(bench, run, pause, new WorkflowOperation.RemoveNode("nobody"))).Code, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Paused, bench.StatusOf(run));
        Assert.Null(await bench.Engine.RevisionAsync(run, 1, default));
    }

    [Fact]
    public async Task Restart_BehindAChange_GoesOnWithItAndForksAreOfIt()
    {
        var first = Bench();
        var (run, pause) = await PausedAsync(first, "h:needs; g:needs; t -> h; h -> g");
        await TakenAsync(first, run, pause, Set("h"));
        pause = await PauseAsync(first, run, pause);
        await first.DisposeAsync();

        await using var second = Bench();
        second.Documents[first.Documents.Single().Key] = first.Documents.Single().Value;
        await second.Engine.ResumeAsync(default);
        await TakenAsync(second, run, pause, Set("g"));
        Assert.Equal(RunStatus.Completed, (await second.Engine.WaitAsync(run, TimeSpan.FromSeconds(20), default))!.Status);
        Assert.True(IsOk(await second.Engine.RevisionAsync(run, 2, default), "h"));
        Assert.True(IsOk(await second.Engine.RevisionAsync(run, 2, default), "g"));
    }

    private static bool IsOk(Workflow? workflow, string node) => workflow!.Nodes.Single(one => one.Id == node).Parameters.TryGetProperty("ok", out _);

    private static WorkflowOperation.SetParameters Set(string node) => new(node, JsonElement.Parse("""{"ok":true}"""));

    private static async Task TakenAsync(EngineBench bench, string run, string pause, params WorkflowOperation[] change) =>
        Assert.IsType<PauseResult.Taken>(await bench.Engine.AnswerPauseAsync(run, pause, new(PauseAnswerType.Apply) { Operations = change }, default));

    private static async Task<Failures.Failure> RefusedAsync(EngineBench bench, string run, string pause, params WorkflowOperation[] change) =>
        Assert.IsType<PauseResult.Refused>(await bench.Engine.AnswerPauseAsync(run, pause, new(PauseAnswerType.Apply) { Operations = change }, default)).Failure;

    private static async Task<(string Run, string Pause)> PausedAsync(EngineBench bench, string drawn)
    {
        var started = await bench.StartAsync(Drawn.Of(drawn) with { Config = new() { Healing = Healing.Suggest } });
        return (started.RunId, await PauseAsync(bench, started.RunId, before: ""));
    }

    private static async Task<string> PauseAsync(EngineBench bench, string run, string before)
    {
        await RunRulesTests.Eventually(() => bench.StatusOf(run) == RunStatus.Paused && bench.Engine.Pauses(run) is [var pause, ..] && pause.Id != before);
        return bench.Engine.Pauses(run)[0].Id;
    }

    private EngineBench Bench() => new(new TestCatalogue(new TestKind("needs", (context, _) =>
    {
        _keys.Enqueue(context.IdempotencyKey(0, 0));
        context.PassThrough("out", "in");
        return new(context.Node.Parameters.TryGetProperty("ok", out var _) ? NodeResult.Done : new NodeResult.Failed(Failures.Failure.Of("test.needs", "It needs ok.")));
    })), _store, new FakeTimeProvider());
}
