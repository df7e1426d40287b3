using System.Diagnostics;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Pool;

public sealed class PoolTests
{
    [Fact]
    public async Task RunAsync_SlowStep_DoesNotHoldUpTheRestOfItsMessage()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 2 });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}"))));

        var slow = scripts.RunAsync(ScriptRuns.PerItem("const end = Date.now() + 3000; while (Date.now() < end); return {}"), TestScope.Of("{}"));
        var quick = Enumerable.Range(0, 100).Select(_ => scripts.RunAsync(ScriptRuns.PerItem("return { a: 1 }"), TestScope.Of("{}"))).ToArray();
        var all = await Task.WhenAll(quick);

        Assert.False(slow.IsCompleted);
        Assert.All(all, result => Assert.Equal("""[{"a":1}]""", result.Items.Text()));
        Assert.Null((await slow).Failure);
    }

    [Fact]
    public async Task RunAsync_ManyJobsAtOnce_AllGetTheirOwnResult()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 2, BatchJobs = 8 });

        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(index =>
            scripts.RunAsync(ScriptRuns.PerItem(index % 3 == 0 ? "throw new Error($json.n)" : "return { n: $json.n }"), TestScope.Of($$"""{"n":{{index}}}"""))));

        Assert.All(results.Index(), pair => Assert.True(
            pair.Index % 3 == 0 ? pair.Item.Failure!.Message.EndsWith($": {pair.Index}", StringComparison.Ordinal) : pair.Item.Items.Text() == $$"""[{"n":{{pair.Index}}}]"""));
    }

    [Fact]
    public async Task RunAsync_MoreSourcesThanAWorkerKeeps_AllRun()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });

        for (var round = 0; round < 25; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(index =>
                scripts.RunAsync(ScriptRuns.PerItem($"return {{ n: {(round * 60) + index} }}"), TestScope.Of("{}"))));
            Assert.All(results.Index(), pair => Assert.Equal($$"""[{"n":{{(round * 60) + pair.Index}}}]""", pair.Item.Items.Text()));
        }
    }

    [Fact]
    public async Task Constructor_WorkerProcess_GetsNoEnvironmentOfTheHost()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });
        await scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}"));

        if (OperatingSystem.IsLinux())
        {
            var environment = await File.ReadAllTextAsync($"/proc/{scripts.WorkerProcessIds[0]}/environ");
            Assert.Equal(["DOTNET_EnableDiagnostics=0", "DOTNET_GCgen0size=800000"], environment.Split('\0', StringSplitOptions.RemoveEmptyEntries).Order());
        }
    }

    [Fact]
    public async Task DisposeAsync_RunningAndWaitingJobs_EndWithAFaultAndWorkersAreGone()
    {
        var scripts = new ProcessScripts(new() { Workers = 1 });
        await scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}"));
        var worker = scripts.WorkerProcessIds[0];
        var running = scripts.RunAsync(ScriptRuns.PerItem("for (;;);"), TestScope.Of("{}"));
        var waiting = scripts.RunAsync(ScriptRuns.PerItem("for (;;);"), TestScope.Of("{}"));

        await scripts.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => running);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(worker));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}")));
    }

    [Fact]
    public void Constructor_NoWorker_SaysWhereItLooked()
    {
        var error = Assert.Throws<FileNotFoundException>(() => new ProcessScripts(new() { WorkerPath = "/nowhere/worker.dll" }));

        Assert.Contains("/nowhere/worker.dll", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WorkerThatCannotStart_IsAFault()
    {
        var broken = Path.GetTempFileName();
        await using var scripts = new ProcessScripts(new() { Workers = 1, WorkerPath = broken });

        await Assert.ThrowsAsync<IOException>(() => scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}")));
        File.Delete(broken);
    }

    [Fact]
    public async Task RunAsync_StoreBreaksDuringAFetch_IsAFaultAndThePoolGoesOn()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });

        await Assert.ThrowsAsync<IOException>(() => scripts.RunAsync(ScriptRuns.PerItem("return $('A' + '').first().json"), new BrokenScope()));

        Assert.Equal("[{}]", (await scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}"))).Items.Text());
    }

    private sealed class BrokenScope : DelegatingScope
    {
        public override Outcome<Core.Model.ItemList> Output(string nodeName, string? port) => throw new IOException("The store is broken.");
    }
}
