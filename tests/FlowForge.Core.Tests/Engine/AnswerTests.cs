using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Waits that have an address: one token each, used once (semantics 9).</summary>
public sealed class AnswerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryRunStore _store = new();

    [Fact]
    public async Task Answer_OpenWait_EndsItOnce()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w:awaits; t -> w; w -> a"));
        var token = await TokenAsync(bench, started.RunId);

        Assert.Equal((WaitState.Open, true, WaitMode.Webhook), await StateAsync(bench, token));
        Assert.Equal(MailResult.Added, await AnswerAsync(bench, token, 7));
        var run = await bench.EndedAsync(started);
        Assert.Equal("0w(7)a", await bench.OutputAsync(run));
        Assert.Equal(MailResult.Repeated, await AnswerAsync(bench, token, 8));
        Assert.Equal((WaitState.Answered, true, WaitMode.Webhook), await StateAsync(bench, token));
    }

    [Fact]
    public async Task Answer_HundredAtOnce_OneCounts()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w:awaits; t -> w; w -> a"));
        var token = await TokenAsync(bench, started.RunId);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(() => AnswerAsync(bench, token, n))));

        Assert.Single(results, result => result == MailResult.Added);
        Assert.Equal(99, results.Count(result => result == MailResult.Repeated));
        Assert.Matches("^0w\\(\\d+\\)a$", await bench.OutputAsync(await bench.EndedAsync(started)));
    }

    [Fact]
    public async Task Answer_AfterTheDeadline_IsTooLateForEver()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w:awaits {\"deadline\":30}; h:awaits {\"signal\":\"go\"}; t -> w; w.timeout -> h"));
        var token = await TokenAsync(bench, started.RunId);
        _clock.Advance(TimeSpan.FromSeconds(30));
        await RunRulesTests.Eventually(() => bench.Engine.Waits(started.RunId) is [{ Node: "h" }]);

        Assert.Equal(MailResult.Expired, await AnswerAsync(bench, token, 1));
        Assert.Equal((WaitState.Expired, true, WaitMode.Webhook), await StateAsync(bench, token));
        await bench.Engine.SignalAsync(started.RunId, "go", null, [], default);
        Assert.Equal("0h()", await bench.OutputAsync(await bench.EndedAsync(started)));
        Assert.Equal(MailResult.Expired, await AnswerAsync(bench, token, 1));
    }

    [Fact]
    public async Task Answer_ThatCameFirst_WinsAgainstADeadlineThatFiresBeforeItIsTaken()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w:awaits {\"deadline\":30}; t -> w; w -> a; w.timeout -> b"));
        var token = await TokenAsync(bench, started.RunId);

        // Behind the engine's back, as a host that has not come to take it: the deadline looks before it strikes.
        Assert.True(ResumeToken.TryRead(token, out var read));
        var mail = new MailRow(started.RunId, MailRow.AnswerId("w", ""), MailKind.Answer, "w@", ItemPages.Write([Item(9)]), _clock.GetUtcNow());
        Assert.Equal(MailResult.Added, await _store.PostAsync(mail, _clock.GetUtcNow()));
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("0w(9)a", await bench.OutputAsync(await bench.EndedAsync(started)));
    }

    [Fact]
    public async Task Answer_BeforeTheWaitIsReached_IsKept()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("p:wait {\"seconds\":60}; w:awaits {\"deadline\":5}; t -> p; p -> w; w -> a"));
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Waiting);
        var run = (await bench.Engine.GetAsync(started.RunId, default))!;
        var token = ResumeToken.Write(run.Id, run.ResumeKey!, "w", "");

        Assert.Equal((WaitState.Open, false, WaitMode.Webhook), await StateAsync(bench, token));
        Assert.Equal(MailResult.Added, await AnswerAsync(bench, token, 4));
        Assert.Equal(MailResult.Repeated, await AnswerAsync(bench, token, 5));
        _clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("0w(4)a", await bench.OutputAsync(await bench.EndedAsync(started)));
    }

    [Fact]
    public async Task Answer_ToACancelledRun_ChangesNothing()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w:awaits {\"deadline\":30}; t -> w"));
        var token = await TokenAsync(bench, started.RunId);
        await bench.Engine.CancelAsync(started.RunId, default);
        await bench.EndedAsync(started);

        Assert.Equal(MailResult.EndedRun, await AnswerAsync(bench, token, 1));
        Assert.Equal((WaitState.Closed, true, WaitMode.Webhook), await StateAsync(bench, token));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(MailResult.Expired, await AnswerAsync(bench, token, 1));
        Assert.Empty(await _store.ReadMailAsync(started.RunId, 0, 10, default));
    }

    [Fact]
    public async Task Answer_WithAForgedToken_FindsNothing()
    {
        await using var bench = Bench();
        var started = await bench.StartAsync(Drawn.Of("w:awaits; t -> w"));
        var token = await TokenAsync(bench, started.RunId);
        Assert.True(ResumeToken.TryRead(token, out var read));
        var others = new[]
        {
            "", "x", "AAAA", token[..^1], token + "A", new string('A', 2_000), (token[0] == 'A' ? 'B' : 'A') + token[1..],
            ResumeToken.Write(read.RunId, "guessed", read.Node, read.Iteration),
            ResumeToken.Write("none", "guessed", read.Node, read.Iteration),
        };

        foreach (var other in others)
        {
            Assert.Null(await bench.Engine.FindWaitAsync(other, default));
            Assert.Equal(MailResult.UnknownRun, await AnswerAsync(bench, other, 1));
        }

        Assert.Equal(RunStatus.Waiting, bench.StatusOf(started.RunId));
    }

    [Fact]
    public async Task ResumeUrl_InTheNodesBefore_IsTheAddressOfTheWaitThatComesNext()
    {
        await using var bench = Bench(new TestKind("ask", async (context, _) =>
        {
            await context.WriteAsync("out", new(JsonElement.Parse($$"""{"n":0,"path":"{{Place(context.Run.ResumeUrl)}} "}""")), Origin.First(0));
            return NodeResult.Done;
        }));
        var started = await bench.StartAsync(Drawn.Of(
            "a:ask; l:loop; b:ask; w:awaits; c:ask; d:ask; v:awaits; e:ask; t -> a; a -> l; l.loop -> b; b -> w; w -> c; c -> l; l.done -> d; d -> v; v -> e"));
        while (!started.Ended.IsCompleted)
        {
            await RunRulesTests.Eventually(() => started.Ended.IsCompleted || bench.Engine.Waits(started.RunId).Count > 0);
            foreach (var wait in bench.Engine.Waits(started.RunId))
            {
                await AnswerAsync(bench, wait.Url!.Split('/')[^1], 1);
            }
        }

        var frames = await bench.FramesAsync(started.RunId);
        Assert.Equal(
            ["a Completed out=0w@0", "b[0] Completed out=0w@0", "c[0] Completed out=0v@", "d Completed out=0v@", "e Completed out=0none"],
            frames.Where(frame => frame[0] is >= 'a' and <= 'e').Select(frame => frame.Trim()));
    }

    private static string Place(string? url) =>
        url is null ? "none" : ResumeToken.TryRead(url.Split('/')[^1], out var token) ? $"{token.Node}@{token.Iteration}" : "wrong";

    private EngineBench Bench(params INodeKind[] more) => new(new TestCatalogue([new WaitingKind(), .. more]), _store, _clock);

    private static async Task<string> TokenAsync(EngineBench bench, string runId)
    {
        await RunRulesTests.Eventually(() => bench.StatusOf(runId) == RunStatus.Waiting && bench.Engine.Waits(runId) is [{ Url: not null }]);
        return bench.Engine.Waits(runId)[0].Url!.Split('/')[^1];
    }

    private static async Task<MailResult> AnswerAsync(EngineBench bench, string token, int n) => await bench.Engine.AnswerAsync(token, [Item(n)], default);

    private static async Task<(WaitState, bool, WaitMode)> StateAsync(EngineBench bench, string token)
    {
        var wait = await bench.Engine.FindWaitAsync(token, default);
        return (wait!.State, wait.IsReached, wait.Mode);
    }

    private static Item Item(int n) => new(JsonElement.Parse($$"""{"n":{{n}}}"""));
}
