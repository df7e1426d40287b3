using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Error workflows: started once for a failed run, with its first failure.</summary>
public sealed class ErrorWorkflowTests(ITestOutputHelper output)
{
    private static readonly WorkflowConfig Handled = new() { ErrorWorkflow = "alert" };
    private readonly MemoryRunStore _store = new();

    [Fact]
    public async Task Failure_OfARun_StartsItsErrorWorkflowWithIt()
    {
        await using var bench = Bench(Alert("t:trigger.error; t -> a"));

        var (run, _) = await bench.RunAsync(Drawn.Of("f:fail; t -> f", Handled));

        Assert.Equal((RunStatus.Failed, "test.failed"), (run.Status, run.Failure!.Code));
        var alert = Assert.Single(await ErrorRunsAsync());
        Assert.Equal((run.Id, "f", "error", "alert"), (alert.Caller!.RunId, alert.Caller.Node, alert.Mode, alert.WorkflowId));
        await RunRulesTests.Eventually(() => bench.StatusOf(alert.Id) == RunStatus.Completed);
        var given = (await bench.Reader.ListAsync(alert.Id, new(Node: "t"), default))!.Items[^1].Output[0].Items[0].Json;
        Assert.Equal(run.Id, given.GetProperty("run").GetProperty("id").GetString());
        Assert.Equal(("drawn", 1), (given.GetProperty("workflow").GetProperty("id").GetString(), given.GetProperty("workflow").GetProperty("version").GetInt32()));
        Assert.Equal(("f", "fail"), (given.GetProperty("node").GetProperty("id").GetString(), given.GetProperty("node").GetProperty("kind").GetString()));
        Assert.Equal(("test.failed", "It failed."), (given.GetProperty("failure").GetProperty("code").GetString(), given.GetProperty("failure").GetProperty("message").GetString()));
        Assert.Equal("It failed.", given.GetProperty("execution").GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task Failure_OfAnErrorWorkflow_StartsNone()
    {
        await using var bench = Bench(Alert("t:trigger.error; f:fail; t -> f", Handled));

        await bench.RunAsync(Drawn.Of("f:fail; t -> f", Handled));

        var alert = Assert.Single(await ErrorRunsAsync());
        await RunRulesTests.Eventually(() => bench.StatusOf(alert.Id) == RunStatus.Failed);
        Assert.Single(await ErrorRunsAsync());
    }

    [Fact]
    public async Task Failure_OfAWorkflowThatItsErrorWorkflowCalls_ComesToAnEnd()
    {
        await using var bench = Bench(Alert("t:trigger.error; c:calls {\"id\":\"child\"}; t -> c"), Drawn.Of("t:trigger.workflow; f:fail; t -> f", Handled, id: "child"));

        await bench.RunAsync(Drawn.Of("f:fail; t -> f", Handled));

        await RunRulesTests.Eventually(() => _store.OpenRunsAsync(default).AsTask().Result.Count == 0);
        Assert.InRange((await ErrorRunsAsync()).Count, 1, Limits.ChildDepth);
    }

    [Theory]
    [InlineData("t -> a", 1)]
    [InlineData("f:fail; t -> f", 0)]
    [InlineData("w:wait {\"seconds\":9999}; t -> w", 1)]
    public async Task End_OfARunThatDidNotFailOrIsATest_StartsNone(string drawn, int version)
    {
        await using var bench = Bench(version, Alert("t:trigger.error; t -> a"));
        var started = await bench.StartAsync(Drawn.Of(drawn, Handled));
        if (drawn.Contains("wait", StringComparison.Ordinal))
        {
            await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Waiting);
            await bench.Engine.CancelAsync(started.RunId, default);
        }

        await bench.EndedAsync(started);

        Assert.Empty(await ErrorRunsAsync());
    }

    [Fact]
    public async Task Failure_WithAnErrorWorkflowThatIsNot_EndsAllTheSame()
    {
        await using var bench = Bench();

        var started = await bench.StartAsync(Drawn.Of("f:fail; t -> f", Handled));

        Assert.Equal("test.failed", (await started.Ended.WaitAsync(TimeSpan.FromSeconds(10))).Failure!.Code);
        Assert.Contains("'alert' was not started", Assert.Single(bench.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f:fail; t -> a; a -> f")]
    [InlineData("c:calls {\"id\":\"child\",\"each\":1}; t -> c")]
    public async Task Kill_AtEachWrite_StartsTheErrorWorkflowOnce(string drawn)
    {
        var workflow = Drawn.Of(drawn, Handled);
        Workflow[] others = [Alert("t:trigger.error; t -> x; x -> y"), Drawn.Of("t:trigger.workflow; s:split {\"below\":1}; f:fail; t -> s; s.true -> f; s.false -> z", Handled, id: "child")];
        IEnumerable<INodeKind> Kinds(DyingStore store, EffectLedger ledger) => [];
        await Kills.SameAsync(output, drawn, () => new Lives(workflow, 1, Kinds, new FakeTimeProvider()) { Others = others });
    }

    private EngineBench Bench(params Workflow[] others) => Bench(1, others);

    private EngineBench Bench(int version, params Workflow[] others)
    {
        var bench = new EngineBench(store: _store, clock: new FakeTimeProvider()) { Version = version };
        foreach (var other in others)
        {
            bench.Documents[other.Id] = other;
        }

        return bench;
    }

    private static Workflow Alert(string drawn, WorkflowConfig? config = null) => Drawn.Of(drawn, config, id: "alert");

    private async Task<List<RunRecord>> ErrorRunsAsync() => (await _store.ListRunsAsync(new(Limit: 500), default)).Items.Where(run => run.Mode == "error").ToList();
}
