using System.Collections.Concurrent;
using System.Diagnostics;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Telemetry;
using FlowForge.Core.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Telemetry;

/// <summary>The spans of a run, and that there are none when nobody listens.</summary>
public sealed class TraceTests : IDisposable
{
    private const string Caller = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private readonly FlowForgeTraces _traces = new();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentQueue<(Activity? Current, string? Outgoing)> _seen = new();

    public void Dispose() => _traces.Dispose();

    [Fact]
    public async Task Run_WithAListener_HasSpansOfRunBranchesAndNodesInTheCallersTrace()
    {
        using var listener = Listen();
        await using var bench = new EngineBench(Kinds(), traces: _traces);

        var started = await bench.StartAsync(Drawn.Of("t:trigger; a:look; b:fail; c:look; t -> a; a -> b; t -> c"), traceparent: Caller);
        await bench.EndedAsync(started);

        var spans = _ended.ToArray();
        var run = spans.Single(span => span.DisplayName == "run");
        Assert.All(spans, span => Assert.Equal("0af7651916cd43dd8448eb211c80319c", span.TraceId.ToHexString()));
        Assert.Equal("b7ad6b7169203331", run.ParentSpanId.ToHexString());
        Assert.Equal((started.RunId, "FAILED", "test.failed"), (run.GetTagItem("flowforge.run.id"), run.GetTagItem("flowforge.status"), run.GetTagItem("error.type")));
        var branches = spans.Where(span => span.DisplayName == "branch").ToList();
        Assert.All(branches, branch => Assert.Equal(run.SpanId, branch.ParentSpanId));
        var nodes = spans.Where(span => span.DisplayName.StartsWith("node ", StringComparison.Ordinal)).ToList();
        Assert.All(nodes, node => Assert.Contains(node.ParentSpanId, branches.Select(branch => branch.SpanId)));
        Assert.Contains(nodes, node => Equals(node.GetTagItem("flowforge.node.id"), "b") && Equals(node.GetTagItem("error.type"), "test.failed"));
        Assert.Contains(nodes, node => Equals(node.GetTagItem("flowforge.node.id"), "a") && Equals(node.GetTagItem("flowforge.status"), "COMPLETED"));
        Assert.All(_seen, seen => Assert.Equal(seen.Current!.Id, seen.Outgoing));
    }

    [Fact]
    public async Task Run_WithoutAListener_MakesNoActivityAndPassesTheCallersTraceOn()
    {
        await using var bench = new EngineBench(Kinds(), traces: _traces);

        await bench.EndedAsync(await bench.StartAsync(Drawn.Of("t:trigger; a:look; t -> a"), traceparent: Caller));
        await bench.EndedAsync(await bench.StartAsync(Drawn.Of("t:trigger; a:look; t -> a")));

        Assert.Equal([(null, Caller), (null, null)], _seen);
    }

    [Fact]
    public void Node_WithoutAListener_AllocatesNothing()
    {
        var trace = new RunTrace(_traces);
        var node = new Model.Node { Id = "a", Kind = "look" };
        trace.Node(node, "", 1);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            using var span = trace.Node(node, "", 1);
            FlowForgeTraces.Recorded(span, null!);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Run_OnTheNextHost_GoesOnInTheSameTraceBelowItsFirstSpan()
    {
        using var listener = Listen();
        var (store, clock) = (new MemoryRunStore(), new FakeTimeProvider());
        var workflow = Drawn.Of("""t:trigger; w:wait {"seconds": 5}; a:look; t -> w; w -> a""");
        StartedRun started;
        await using (var first = new EngineBench(Kinds(), store, clock, traces: _traces))
        {
            started = await first.StartAsync(workflow);
            await UntilAsync(() => first.StatusOf(started.RunId) == RunStatus.Waiting);
        }

        await using var second = new EngineBench(Kinds(), store, clock, traces: _traces) { Version = 1 };
        second.Documents[workflow.Id] = workflow;
        await second.Engine.ResumeAsync(default);
        clock.Advance(TimeSpan.FromSeconds(6));
        await UntilAsync(() => second.StatusOf(started.RunId) == RunStatus.Completed && _ended.Count(span => span.DisplayName == "run") == 2);

        var runs = _ended.Where(span => span.DisplayName == "run").ToArray();
        Assert.Equal((runs[0].TraceId, runs[0].SpanId), (runs[1].TraceId, runs[1].ParentSpanId));
        Assert.Equal((null, "COMPLETED"), (runs[0].GetTagItem("flowforge.status"), runs[1].GetTagItem("flowforge.status")));
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; !holds(); i++)
        {
            Assert.True(i < 10_000);
            await Task.Delay(1);
        }
    }

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, _traces.Source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private TestCatalogue Kinds() => new(new TestKind("look", (context, _) =>
    {
        _seen.Enqueue((Activity.Current, context.TraceParent));
        context.PassThrough("out", "in");
        return new(NodeResult.Done);
    }));
}
