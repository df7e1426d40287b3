using System.Diagnostics;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Pool;

/// <summary>Cancellation reaches a script within a second, whatever it does, and leaves a pool that works.</summary>
public sealed class CancelTests
{
    [Theory]
    [InlineData("for (;;);")]
    [InlineData("let n = 3n; for (let i = 0; i < 60; i++) n *= n; return {}")]
    [InlineData("for (;;) try { for (;;); } finally { continue; }")]
    [InlineData("/^(a+)+$/.test('a'.repeat(60) + '!'); return {}")]
    [InlineData("for (;;) await null;")]
    public async Task RunAsync_CancelledWhileRunning_EndsAtOnce(string source)
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });
        await scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}"));
        using var cancel = new CancellationTokenSource();
        var run = scripts.RunAsync([ScriptRuns.PerItem(source)], TestScope.Of("{}"), cancel.Token).AsTask();
        var others = scripts.RunAsync(ScriptRuns.PerItem("return { a: 1 }"), TestScope.Of("{}"));
        var clock = Stopwatch.StartNew();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal("""[{"a":1}]""", (await others).Items.Text());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task RunAsync_CancelledInTheQueue_NeverRuns()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });
        var first = scripts.RunAsync(ScriptRuns.PerItem("const end = Date.now() + 300; while (Date.now() < end); return {}"), TestScope.Of("{}"));
        using var cancel = new CancellationTokenSource();
        var second = scripts.RunAsync([ScriptRuns.PerItem("return {}")], TestScope.Of("{}"), cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(first.IsCompleted);
        Assert.Null((await first).Failure);
    }

    [Fact]
    public async Task RunAsync_CancelledBefore_Throws()
    {
        await using var scripts = new ProcessScripts(new() { Workers = 1 });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await scripts.RunAsync([ScriptRuns.PerItem("return {}")], TestScope.Of("{}"), new CancellationToken(true)));
    }
}
