using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Pool;

public sealed class MessagePoolTests
{
    private readonly List<ThreadPeer> _peers = [];

    [Fact]
    public async Task Chain_OverMessages_GivesEachStepsResult()
    {
        var results = await Scripts().RunAsync(
            [ScriptRuns.PerItem("return { n: $json.n + 1 }"), ScriptRuns.AllItems("return [{ sum: $input.all().reduce((s, i) => s + i.json.n, 0) }]", "Sum")],
            TestScope.Of("""{"n":1}""", """{"n":2}"""), CancellationToken.None);

        Assert.Equal(["""[{"n":2},{"n":3}]""", """[{"sum":5}]"""], results.Select(result => result.Items.Text()));
        Assert.Single(_peers);
    }

    [Fact]
    public async Task Question_NotForeseen_RunsTheJobAnewWithItsAnswer()
    {
        var result = await Scripts().RunAsync(
            ScriptRuns.PerItem("const name = ['A'].join(''); console.log('once'); return { x: $(name).first().json.x, y: $('A' + '').first().json.x }"),
            TestScope.Of("{}").With("A", """{"x":7}"""));

        Assert.Null(result.Failure);
        Assert.Equal("""[{"x":7,"y":7}]""", result.Items.Text());
        Assert.Equal("once", result.Console?.Trim());
    }

    [Fact]
    public async Task Expressions_OverMessages_GiveTheirValues()
    {
        var value = await Scripts().EvaluateAsync("={{ [1, 2, 3].map(n => n * $json.n) }}", TestScope.Of("""{"n":2}"""));

        Assert.Equal("[2,4,6]", value.Value.Text());
    }

    [Fact]
    public async Task Step_PastItsTime_EndsTheWorkerAndTheNextOneHasAnother()
    {
        var scripts = Scripts((heard, lost) => new(heard, lost) { IsStuck = _peers.Count == 0 });

        var stuck = await scripts.RunAsync(ScriptRuns.PerItem("while (true) {}", seconds: 0.05), TestScope.Of("{}"));
        var next = await scripts.RunAsync(ScriptRuns.PerItem("return { ok: true }"), TestScope.Of("{}"));

        Assert.Equal(FailureCodes.ScriptTimeout, stuck.Failure!.Code);
        Assert.Equal("""[{"ok":true}]""", next.Items.Text());
        Assert.Equal([true, false], _peers.Select(peer => peer.HasEnded));
    }

    [Fact]
    public async Task Cancel_WhileAScriptRuns_EndsTheWorkerAtOnce()
    {
        using var cancel = new CancellationTokenSource();
        var scripts = Scripts((heard, lost) => new(heard, lost) { IsStuck = true });
        var running = scripts.RunAsync([ScriptRuns.PerItem("while (true) {}")], TestScope.Of("{}"), cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await running);
        await WaitUntilAsync(() => _peers.All(peer => peer.HasEnded));
    }

    [Fact]
    public async Task Worker_ThatBreaks_IsStartedOnceMoreThenFailsTheStep()
    {
        var scripts = Scripts((heard, lost) => new(heard, lost) { IsFragile = true });

        var result = await scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}"));

        Assert.Equal(FailureCodes.ScriptLimit, result.Failure!.Code);
        Assert.Equal(2, _peers.Count);
    }

    private static async Task WaitUntilAsync(Func<bool> holds)
    {
        for (var left = 200; !holds() && left > 0; left--)
        {
            await Task.Delay(10);
        }

        Assert.True(holds());
    }

    private IScripts Scripts(Func<Action<ReadOnlyMemory<byte>>, Action<string>, ThreadPeer>? make = null) => MessageScripts.Create(
        (heard, lost) =>
        {
            var peer = make?.Invoke(heard, lost) ?? new ThreadPeer(heard, lost);
            _peers.Add(peer);
            return peer;
        },
        TimeProvider.System);
}
