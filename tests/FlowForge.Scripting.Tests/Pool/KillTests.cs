using System.Diagnostics;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Pool;

/// <summary>Workers that end, by our hand or by their own.</summary>
public sealed class KillTests
{
    // No check of the interpreter interrupts it.
    private const string Uninterruptible = "let n = 3n; for (let i = 0; i < 60; i++) n *= n; return {}";

    [Fact]
    public async Task RunAsync_StepThatHasToBeKilled_FailsAloneAndTheRestRunsAgain()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });
        var bad = scripts.RunAsync(ScriptRuns.PerItem(Uninterruptible, seconds: 0.2), TestScope.Of("{}"));
        var good = Enumerable.Range(0, 30)
            .Select(index => scripts.RunAsync(ScriptRuns.PerItem("return { n: $json.n }"), TestScope.Of($$"""{"n":{{index}}}"""))).ToArray();

        Assert.Equal(FailureCodes.ScriptTimeout, (await bad).Failure!.Code);
        Assert.All((await Task.WhenAll(good)).Index(), pair => Assert.Equal($$"""[{"n":{{pair.Index}}}]""", pair.Item.Items.Text()));
    }

    [Fact]
    public async Task RunAsync_ChainWhoseSecondStepIsKilled_KeepsTheFirstResult()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });

        var results = await scripts.RunAsync(
            [ScriptRuns.PerItem("return { a: 1 }", "A"), ScriptRuns.PerItem(Uninterruptible, "B", 0.2), ScriptRuns.PerItem("return {}", "C")],
            TestScope.Of("{}"), default);

        Assert.Equal(2, results.Count);
        Assert.Equal("""[{"a":1}]""", results[0].Items.Text());
        Assert.Equal(FailureCodes.ScriptTimeout, results[1].Failure!.Code);
        Assert.Contains("'B'", results[1].Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WorkerPastItsMemory_IsKilled()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1, WorkerBytes = 100 * 1024 * 1024 });

        var result = await scripts.RunAsync(
            ScriptRuns.PerItem("const a = []; for (let i = 0; i < 12; i++) a.push(new Float64Array(1e6).fill(1)); for (;;);"), TestScope.Of("{}"));

        Assert.Equal(FailureCodes.ScriptLimit, result.Failure!.Code);
    }

    [Fact]
    public async Task RunAsync_WorkerDiesOnce_JobRunsAgain()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });
        var fetched = new TaskCompletionSource();
        using var go = new ManualResetEventSlim();
        var scope = new StoppingScope(fetched, go);

        var run = scripts.RunAsync(ScriptRuns.PerItem("return { n: $('A' + '').all().length }"), scope);
        await fetched.Task;
        Process.GetProcessById(scripts.WorkerProcessIds[0]).Kill();
        go.Set();

        Assert.Equal("""[{"n":1}]""", (await run).Items.Text());
    }

    [Fact]
    public async Task RunAsync_JobThatEndsItsWorkerThreeTimes_IsALimit()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });
        var scope = new KillingScope(scripts);

        var result = await scripts.RunAsync(ScriptRuns.PerItem("return { n: $('A' + '').all().length }"), scope);

        Assert.Equal(FailureCodes.ScriptLimit, result.Failure!.Code);
        Assert.Equal(3, scope.Kills);
    }

    [Fact]
    public async Task RunAsync_WorkerDiesWhileIdle_NextJobRuns()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });
        await scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}"));
        Process.GetProcessById(scripts.WorkerProcessIds[0]).Kill();

        var result = await scripts.RunAsync(ScriptRuns.PerItem("return { a: 1 }"), TestScope.Of("{}"));

        Assert.Equal("""[{"a":1}]""", result.Items.Text());
    }

    /// <summary>Holds the answer to a look-up back until told.</summary>
    private sealed class StoppingScope(TaskCompletionSource asked, ManualResetEventSlim go) : DelegatingScope
    {
        public override Outcome<Core.Model.ItemList> Output(string nodeName, string? port)
        {
            asked.TrySetResult();
            go.Wait();
            return base.Output(nodeName, port);
        }
    }

    /// <summary>Kills the worker that asks.</summary>
    private sealed class KillingScope(ProcessScripts scripts) : DelegatingScope
    {
        public int Kills { get; private set; }

        public override Outcome<Core.Model.ItemList> Output(string nodeName, string? port)
        {
            Kills++;
            using var worker = Process.GetProcessById(scripts.WorkerProcessIds[0]);
            worker.Kill();
            worker.WaitForExit();
            return base.Output(nodeName, port);
        }
    }
}
