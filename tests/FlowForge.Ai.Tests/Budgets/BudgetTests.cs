using FlowForge.Ai.Budgets;
using FlowForge.Ai.Tests.Support;
using FlowForge.Core.Ports;
using FlowForge.ModelServer;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Ai.Tests.Budgets;

public class BudgetTests
{
    [Fact]
    public async Task Ask_CallsOfTheDayUsedUp_IsRefusedUntilTomorrow()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 26, 22, 0, 0, TimeSpan.Zero));
        await using var room = await AiRoom.OpenAsync(options => options with { CallsPerDay = 2 }, clock);
        room.Server.Then(new ScriptedReply.Text("1"), new ScriptedReply.Text("2"), new ScriptedReply.Text("3"));

        Assert.False((await room.AskAsync()).IsFailure);
        Assert.False((await room.AskAsync()).IsFailure);
        Assert.Equal(AiFailures.Budget, (await room.AskAsync()).Failure!.Code);
        Assert.Equal(2, room.Server.Calls.Count);
        clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal("3", (await room.AskAsync()).Value!.Text);
    }

    [Fact]
    public async Task Ask_TokensOfARun_AreItsOwn()
    {
        await using var room = await AiRoom.OpenAsync(options => options with { TokensPerRun = 2500 });
        room.Server.Then(new ScriptedReply.Text("a"), new ScriptedReply.Text("b"), new ScriptedReply.Text("c"));

        Assert.False((await room.AskAsync(run: "one", tokens: 1000)).IsFailure);
        Assert.False((await room.AskAsync(run: "one", tokens: 1000)).IsFailure);
        var failure = (await room.AskAsync(run: "one", tokens: 1000)).Failure!;
        Assert.Equal(AiFailures.Budget, failure.Code);
        Assert.Contains("FlowForge__Ai__TokensPerRun", failure.Message, StringComparison.Ordinal);
        Assert.False((await room.AskAsync(run: "other", tokens: 1000)).IsFailure);
    }

    [Fact]
    public async Task Ask_CallsSideBySide_DoNotPassTheBudgetTogether()
    {
        await using var room = await AiRoom.OpenAsync(options => options with { TokensPerDay = 10_000 });
        room.Server.Then([.. Enumerable.Repeat(new ScriptedReply.Text("x"), 20)]);

        var ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => room.AskAsync(tokens: 4000).AsTask()));

        Assert.InRange(ends.Count(static end => !end.IsFailure), 2, 9);
        Assert.All(ends.Where(static end => end.IsFailure), static end => Assert.Equal(AiFailures.Budget, end.Failure!.Code));
    }

    [Fact]
    public async Task Ask_AfterARestart_GoesOnCounting()
    {
        var ledger = new MemoryLedger();
        await using (var room = await AiRoom.OpenAsync(options => options with { CallsPerDay = 1 }, ledger: ledger))
        {
            room.Server.Then(new ScriptedReply.Text("1"));
            Assert.False((await room.AskAsync()).IsFailure);
        }

        await using var again = await AiRoom.OpenAsync(options => options with { CallsPerDay = 1 }, ledger: ledger);
        Assert.Equal(AiFailures.Budget, (await again.AskAsync()).Failure!.Code);
    }
}
