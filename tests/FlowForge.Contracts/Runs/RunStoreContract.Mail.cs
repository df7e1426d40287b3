using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Runs;

public abstract partial class RunStoreContract
{
    [Fact]
    public async Task Post_ToOpenRun_IsReadInTheOrderInWhichItCame()
    {
        await Store.WriteAsync(new() { Run = Run("a") });
        await Store.WriteAsync(new() { Run = Run("b") });
        Assert.Equal(MailResult.Added, await Store.PostAsync(Signal("a", "m1", "go", "[1]"), Noon));
        Assert.Equal(MailResult.Added, await Store.PostAsync(Signal("b", "m1", "go", "[2]"), Noon));
        Assert.Equal(MailResult.Added, await Store.PostAsync(Signal("a", "m2", "other", "[3]"), Noon));

        var all = await Store.ReadMailAsync("a", 0, 10, default);
        Assert.Equal([(1, "m1", "go", "[1]"), (2, "m2", "other", "[3]")], all.Select(Line));
        Assert.Equal((MailKind.Signal, Noon.AddTicks(7), "a"), (all[0].Kind, all[0].At, all[0].RunId));
        Assert.Equal([2], (await Store.ReadMailAsync("a", 1, 10, default)).Select(mail => mail.Ordinal));
        Assert.Equal([1], (await Store.ReadMailAsync("a", 0, 1, default)).Select(mail => mail.Ordinal));
        Assert.Empty(await Store.ReadMailAsync("none", 0, 10, default));
    }

    [Fact]
    public async Task Post_SameIdAgain_ChangesNothing()
    {
        await Store.WriteAsync(new() { Run = Run("a") });
        await Store.PostAsync(Signal("a", "m", "go", "[1]"), Noon);

        Assert.Equal(MailResult.Repeated, await Store.PostAsync(Signal("a", "m", "other", "[2]"), Noon));
        await Store.WriteAsync(new() { Run = Run("a") with { Status = RunStatus.Completed } });
        Assert.Equal(MailResult.Repeated, await Store.PostAsync(Signal("a", "m", "go", "[1]"), Noon));
        Assert.Equal("[1]", Text(Assert.Single(await Store.ReadMailAsync("a", 0, 10, default)).Content));
    }

    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Cancelled)]
    public async Task Post_ToEndedOrUnknownRun_ChangesNothing(RunStatus status)
    {
        await Store.WriteAsync(new() { Run = Run("a") with { Status = status } });

        Assert.Equal(MailResult.EndedRun, await Store.PostAsync(Signal("a", "m", "go", "[1]"), Noon));
        Assert.Equal(MailResult.UnknownRun, await Store.PostAsync(Signal("z", "m", "go", "[1]"), Noon));
        Assert.Empty(await Store.ReadMailAsync("a", 0, 10, default));
        Assert.Empty(await Store.ReadMailAsync("z", 0, 10, default));
        Assert.Empty(await Store.RunsWithMailAsync(default));
    }

    [Fact]
    public async Task Post_HundredAtOnce_GivesEachItsOwnOrdinal()
    {
        await Store.WriteAsync(new() { Run = Run("a") });
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(n =>
            Task.Run(async () => await Store.PostAsync(Signal("a", $"m{n % 50}", $"s{n % 50}", "[]"), Noon))));

        Assert.Equal(50, results.Count(result => result == MailResult.Added));
        Assert.Equal(Enumerable.Range(1, 50), (await Store.ReadMailAsync("a", 0, 200, default)).Select(mail => mail.Ordinal));
    }

    [Fact]
    public async Task Post_MoreOfOneNameThanAreKept_IsRefusedUntilSomeAreUsed()
    {
        await Store.WriteAsync(new() { Run = Run("a") });
        for (var n = 1; n <= Limits.SignalsKept; n++)
        {
            Assert.Equal(MailResult.Added, await Store.PostAsync(Signal("a", $"m{n}", "go", "[]"), Noon));
        }

        Assert.Equal(MailResult.Full, await Store.PostAsync(Signal("a", "more", "go", "[]"), Noon));
        Assert.Equal(MailResult.Added, await Store.PostAsync(Signal("a", "another", "stop", "[]"), Noon));
        await Store.WriteAsync(new() { MailTaken = new("a", Limits.SignalsKept, []) });
        Assert.Equal(MailResult.Full, await Store.PostAsync(Signal("a", "more", "go", "[]"), Noon));
        await Store.WriteAsync(new() { MailTaken = new("a", 0, [1]) });
        Assert.Equal(MailResult.Added, await Store.PostAsync(Signal("a", "more", "go", "[]"), Noon));
    }

    [Fact]
    public async Task Post_MoreThanARunKeeps_IsRefused()
    {
        await Store.WriteAsync(new() { Run = Run("a") });
        await Task.WhenAll(Enumerable.Range(0, Limits.MailKept).Select(n => Store.PostAsync(Signal("a", $"m{n}", $"s{n}", "[]"), Noon).AsTask()));

        Assert.Equal(MailResult.Full, await Store.PostAsync(Signal("a", "more", "new", "[]"), Noon));
        Assert.Equal(MailResult.Added, await Store.PostAsync(Signal("a", "child", "1/0", "") with { Kind = MailKind.ChildEnded }, Noon));
    }

    [Fact]
    public async Task RunsWithMail_Taken_AreOpenRunsWithSomethingNew()
    {
        foreach (var run in new[] { "a", "b", "c", "d" })
        {
            await Store.WriteAsync(new() { Run = Run(run) });
            await Store.PostAsync(Signal(run, "m", "go", "[1]"), Noon);
        }

        await Store.WriteAsync(new() { MailTaken = new("b", 1, []) });
        await Store.WriteAsync(new() { MailTaken = new("c", 1, [1]) });
        await Store.WriteAsync(new() { Run = Run("d") with { Status = RunStatus.Cancelled } });

        Assert.Equal(["a"], await Store.RunsWithMailAsync(default));
        Assert.Equal("[1]", Text((await Store.ReadMailAsync("b", 0, 1, default))[0].Content));
        Assert.Equal("", Text((await Store.ReadMailAsync("c", 0, 1, default))[0].Content));
        await Store.PostAsync(Signal("c", "m2", "go", "[1]"), Noon);
        Assert.Equal(["a", "c"], (await Store.RunsWithMailAsync(default)).Order());
    }

    [Fact]
    public async Task Write_MailToAnotherRun_IsKeptOnceWithTheWrite()
    {
        await Store.WriteAsync(new() { Run = Run("parent") });
        var end = new JournalWrite
        {
            Run = Run("child") with { Status = RunStatus.Completed },
            Mail = [Signal("parent", "child/x", "1/0", "") with { Kind = MailKind.ChildEnded }, Signal("gone", "child/x", "1/0", "")],
        };
        await Store.WriteAsync(end);
        await Store.WriteAsync(end);

        Assert.Equal((1, "child/x", "1/0", ""), Line(Assert.Single(await Store.ReadMailAsync("parent", 0, 10, default))));
        Assert.Empty(await Store.ReadMailAsync("gone", 0, 10, default));
        Assert.Equal(["parent"], await Store.RunsWithMailAsync(default));
    }

    [Fact]
    public async Task DeleteRun_WithMailAndWaits_TakesThemAlong()
    {
        await Store.WriteAsync(new() { Run = Run("a"), Waits = [Wait("a", "n")] });
        await Store.PostAsync(Signal("a", "m", "go", "[1]"), Noon);
        await Store.WriteAsync(new() { Run = Run("a") with { Status = RunStatus.Completed } });
        Assert.True(await Store.DeleteRunAsync("a", default));

        Assert.Empty(await Store.ReadMailAsync("a", 0, 10, default));
        Assert.Null(await Store.GetWaitAsync(new("a", "n", ""), default));
    }

    private static MailRow Signal(string run, string id, string name, string content) =>
        new(run, id, MailKind.Signal, name, Bytes(content), Noon.AddTicks(7));

    private static (int Ordinal, string Id, string Name, string Content) Line(MailRow mail) => (mail.Ordinal, mail.Id, mail.Name, Text(mail.Content));
}
