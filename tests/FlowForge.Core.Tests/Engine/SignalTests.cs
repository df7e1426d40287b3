using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Signals as semantics 9 has them.</summary>
public sealed class SignalTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryRunStore _store = new();

    [Fact]
    public async Task Signal_ToAWaitThatIsOpen_EndsIt()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w:awaits {\"signal\":\"go\"}; t -> w; w -> a"));
        await WaitingAsync(bench, started.RunId);
        Assert.Equal([new("w", "", WaitMode.Signal, null, "go")], bench.Engine.Waits(started.RunId));

        Assert.Equal(MailResult.Added, await SendAsync(bench, started.RunId, "other", 1));
        Assert.Equal(MailResult.Added, await SendAsync(bench, started.RunId, "go", 7));

        var run = await bench.EndedAsync(started);
        Assert.Equal("0w(7)a", await bench.OutputAsync(run));
        Assert.Empty(bench.Engine.Waits(started.RunId));
    }

    [Fact]
    public async Task Signal_BeforeItsWaitIsReached_IsKeptFirstInFirstOut()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of(
            "p:wait {\"seconds\":60}; w1:awaits {\"signal\":\"go\"}; w2:awaits {\"signal\":\"go\"}; t -> p; p -> w1; w1 -> w2; w2 -> a"));
        await WaitingAsync(bench, started.RunId);
        foreach (var n in new[] { 5, 6, 7 })
        {
            await SendAsync(bench, started.RunId, "go", n);
        }

        _clock.Advance(TimeSpan.FromSeconds(60));
        var run = await bench.EndedAsync(started);

        Assert.Equal("0w1(5)w2(6)a", await bench.OutputAsync(run));
    }

    [Fact]
    public async Task Signal_TwoWaitsOfOneName_TakeItInTheOrderInWhichTheyBegan()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w1:awaits {\"signal\":\"go\"}; w2:awaits {\"signal\":\"go\"}; j:join; t -> w1; t -> w2; w1 -> j.in1; w2 -> j.in2"));
        await RunRulesTests.Eventually(() => bench.Engine.Waits(started.RunId).Count == 2);
        await SendAsync(bench, started.RunId, "go", 1);
        await RunRulesTests.Eventually(() => bench.Engine.Waits(started.RunId).Count == 1);
        await SendAsync(bench, started.RunId, "go", 2);

        var output = await bench.OutputAsync(await bench.EndedAsync(started));

        Assert.Contains(output, new[] { "0w1(1),0w2(2)", "0w1(2),0w2(1)" });
    }

    [Fact]
    public async Task Signal_RepeatedById_IsIgnored()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w1:awaits {\"signal\":\"go\"}; w2:awaits {\"signal\":\"go\"}; t -> w1; w1 -> w2"));
        Assert.Equal(MailResult.Added, await SendAsync(bench, started.RunId, "go", 1, "m"));
        Assert.Equal(MailResult.Repeated, await SendAsync(bench, started.RunId, "go", 2, "m"));
        await RunRulesTests.Eventually(() => bench.Engine.Waits(started.RunId) is [{ Node: "w2" }]);
        Assert.Equal(MailResult.Repeated, await SendAsync(bench, started.RunId, "go", 3, "m"));
        Assert.Equal(MailResult.Added, await SendAsync(bench, started.RunId, "go", 4, "n"));

        Assert.Equal("0w1(1)w2(4)", await bench.OutputAsync(await bench.EndedAsync(started)));
        Assert.Equal(MailResult.Repeated, await SendAsync(bench, started.RunId, "go", 5, "n"));
    }

    [Fact]
    public async Task Signal_ToUnknownOrEndedRun_ChangesNothing()
    {
        await using var bench = Bench();
        var (run, frames) = await bench.RunAsync(Drawn.Of("t -> a"));

        Assert.Equal(MailResult.EndedRun, await SendAsync(bench, run.Id, "go", 1));
        Assert.Equal(MailResult.UnknownRun, await SendAsync(bench, "none", "go", 1));
        Assert.Equal(frames, await bench.FramesAsync(run.Id));
        Assert.Empty(await _store.ReadMailAsync(run.Id, 0, 10, default));
    }

    [Fact]
    public async Task Wait_PastItsDeadline_LeavesByTimeoutAndALaterSignalIsKept()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of(
            "w1:awaits {\"signal\":\"go\",\"deadline\":30}; w2:awaits {\"signal\":\"go\",\"deadline\":30}; t -> w1; w1.timeout -> a; a -> w2"));
        await WaitingAsync(bench, started.RunId);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await RunRulesTests.Eventually(() => bench.Engine.Waits(started.RunId) is [{ Node: "w2" }]);
        await SendAsync(bench, started.RunId, "go", 3);

        Assert.Equal("0aw2(3)", await bench.OutputAsync(await bench.EndedAsync(started)));
    }

    [Fact]
    public async Task Wait_FailingBehindItsMessage_IsTriedAgainAndWaitsAnew()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of(
            "w:awaits {\"signal\":\"go\",\"fails\":1}; t -> w; w -> a", change: node => node.Id == "w" ? node with { Retry = new(2, 0) } : node));
        await SendAsync(bench, started.RunId, "go", 1);
        await SendAsync(bench, started.RunId, "go", 2);

        var run = await bench.EndedAsync(started);
        Assert.Equal(["a Completed out=0w(2)a", "t Completed out=0", "w Failed", "w#2 Completed out=0w(2)"], await bench.FramesAsync(run.Id));
    }

    [Fact]
    public async Task Signals_KeptWhenTheHostEnds_AreThereForTheNextOne()
    {
        string runId;
        await using (var first = Bench())
        {
            var started = await first.StartAsync(Workflow("keeps"));
            runId = started.RunId;
            await WaitingAsync(first, runId);
            await SendAsync(first, runId, "go", 1);
            await SendAsync(first, runId, "go", 2);
            _clock.Advance(TimeSpan.FromMilliseconds(250));
            await RunRulesTests.Eventually(() => _store.RunsWithMailAsync(default).AsTask().Result.Count == 0);
        }

        // Comes while no host is up.
        await _store.PostAsync(new(runId, "late", MailKind.Signal, "go", ItemPages.Write([Item(3)]), _clock.GetUtcNow()), _clock.GetUtcNow());
        await using var second = Bench();
        second.Documents["keeps"] = Workflow("keeps");
        Assert.Equal(1, await second.Engine.ResumeAsync(default));
        await RunRulesTests.Eventually(() => second.StatusOf(runId) == RunStatus.Waiting);
        _clock.Advance(TimeSpan.FromSeconds(60));

        await RunRulesTests.Eventually(() => second.StatusOf(runId) == RunStatus.Completed);
        Assert.Equal("0w1(1)w2(2)w3(3)", await second.OutputAsync((await second.Engine.GetAsync(runId, default))!));
        Assert.All(await _store.ReadMailAsync(runId, 0, 10, default), mail => Assert.True(mail.Content.IsEmpty));
    }

    [Fact]
    public async Task Cancel_WhileItWaits_EndsTheWaitAndItsRow()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w:awaits {\"signal\":\"go\",\"deadline\":30}; t -> w"));
        await WaitingAsync(bench, started.RunId);
        Assert.Single(await _store.OpenWaitsAsync(default));
        await bench.Engine.CancelAsync(started.RunId, default);

        Assert.Equal(RunStatus.Cancelled, (await bench.EndedAsync(started)).Status);
        Assert.Contains("w Cancelled", await bench.FramesAsync(started.RunId));
        Assert.Empty(await _store.OpenWaitsAsync(default));
    }

    private static Workflow Workflow(string id) => Drawn.Of(
        "p:wait {\"seconds\":60}; w1:awaits {\"signal\":\"go\"}; w2:awaits {\"signal\":\"go\"}; w3:awaits {\"signal\":\"go\"}; t -> p; p -> w1; w1 -> w2; w2 -> w3") with { Id = id };

    private EngineBench Bench() => new(new TestCatalogue(new WaitingKind()), _store, _clock);

    private static Task WaitingAsync(EngineBench bench, string runId) =>
        RunRulesTests.Eventually(() => bench.StatusOf(runId) == RunStatus.Waiting && bench.Engine.Waits(runId).Count > 0);

    private static async Task<MailResult> SendAsync(EngineBench bench, string runId, string name, int n, string? id = null) =>
        await bench.Engine.SignalAsync(runId, name, id, [Item(n)], default);

    private static Item Item(int n) => new(JsonElement.Parse($$"""{"n":{{n}}}"""));
}
