using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Running;
using FlowForge.Durable.Tests.Same;
using FlowForge.Durable.Tests.Support;
using FlowForge.Formats;

namespace FlowForge.Durable.Tests.Running;

/// <summary>Runs that driven runs call: orchestrations of their own, which end with their caller.</summary>
public sealed class CalledRunTests
{
    [Fact]
    public Task Cancel_OfTheCaller_CancelsWhatItCalled() => Task.Run(async () =>
    {
        await using var bench = Bench();
        var started = (await bench.Engine.StartAsync(bench.Request(Caller), default)).Value!;
        var child = default(Task);
        await DriveAsync(bench, started.RunId, async hub =>
        {
            if (child is null && ChildOf(bench, started.RunId) is { } called && await bench.Engine.GetAsync(started.RunId, default) is { Status: RunStatus.Waiting })
            {
                child = Task.Run(() => DriveAsync(bench, called, async _ => await Task.Delay(1)));
                Assert.True(await bench.Engine.CancelAsync(started.RunId, default));
                hub.Ring();
            }
        });
        await child!.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(RunStatus.Cancelled, (await bench.Store.GetRunAsync(started.RunId, default))!.Status);
        Assert.Equal(RunStatus.Cancelled, (await bench.Store.GetRunAsync(ChildOf(bench, started.RunId)!, default))!.Status);
    });

    [Fact]
    public Task Watch_OfARunWhoseCallerIsGone_CancelsIt() => Task.Run(async () =>
    {
        await using var bench = Bench();
        var started = (await bench.Engine.StartAsync(bench.Request(Caller), default)).Value!;
        var caller = (await bench.Store.GetRunAsync(started.RunId, default))!;
        await DriveAsync(bench, started.RunId, async hub =>
        {
            if (ChildOf(bench, started.RunId) is not null && await bench.Engine.GetAsync(started.RunId, default) is { Status: RunStatus.Waiting })
            {
                // Its process dies in the very moment in which its end was recorded.
                await bench.Store.WriteAsync(new() { Run = caller with { Status = RunStatus.Failed, EndedAt = caller.StartedAt } });
                throw new OperationCanceledException();
            }
        });
        var called = ChildOf(bench, started.RunId)!;

        await bench.Watch.LookAsync(default);

        await DriveAsync(bench, called, _ => Task.CompletedTask);
        Assert.Equal(RunStatus.Cancelled, (await bench.Store.GetRunAsync(called, default))!.Status);
    });

    private static Workflow Caller => Read("{ id: t, kind: trigger.manual }, { id: c, kind: workflow, parameters: { id: child } }", "{ from: t, to: c }", "caller");

    private static DrivenBench Bench()
    {
        var bench = new DrivenBench(Sides.Kinds, scripts: Sides.Scripts);
        bench.Know([Read("{ id: t, kind: trigger.workflow }, { id: w, kind: wait, parameters: { mode: signal, signal: go } }", "{ from: t, to: w }", "child")]);
        return bench;
    }

    private static Workflow Read(string nodes, string edges, string id) =>
        WorkflowYaml.Read(Encoding.UTF8.GetBytes($"flowforge: 1\nid: {id}\nname: {id}\ngraph:\n  nodes: [{nodes}]\n  edges: [{edges}]\n")).Workflow!;

    private static string? ChildOf(DrivenBench bench, string runId)
    {
        lock (bench.Instances.Scheduled)
        {
            return bench.Instances.Scheduled.Values.Select(start => start.Run).FirstOrDefault(run => run.Caller?.RunId == runId)?.Id;
        }
    }

    private static async Task DriveAsync(DrivenBench bench, string runId, Func<TestHub, Task> step)
    {
        var hub = new TestHub(new DrivenWorld(bench.Activities), 1) { IsCalm = true, BeforeStep = step };
        try
        {
            await hub.RunAsync(DriverInput.Read(DriverStart.Of(bench.Instances.Scheduled[runId])));
        }
        catch (OperationCanceledException)
        {
            // The host of this orchestration is gone.
        }
    }
}
