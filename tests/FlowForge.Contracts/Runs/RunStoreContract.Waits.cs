using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Runs;

public abstract partial class RunStoreContract
{
    [Fact]
    public async Task GetWait_Written_GivesItBack()
    {
        var full = Wait("a", "n", "4/0", WaitMode.Approval) with { Number = 9, Until = Noon.AddTicks(3), Message = "Größe?" };
        var bare = Wait("a", "n") with { Mode = WaitMode.Signal, Signal = "go", Until = null };
        await Store.WriteAsync(new() { Run = Run("a"), Waits = [full, bare] });

        Assert.Equal(full, await Store.GetWaitAsync(new("a", "n", "4/0"), default));
        Assert.Equal(bare, await Store.GetWaitAsync(new("a", "n", ""), default));
        Assert.Null(await Store.GetWaitAsync(new("a", "n", "4"), default));
        Assert.Null(await Store.GetWaitAsync(new("b", "n", ""), default));
    }

    [Fact]
    public async Task OpenWaits_SomeOver_AreThoseThatGoOn()
    {
        await Store.WriteAsync(new() { Run = Run("b"), Waits = [Wait("b", "n")] });
        await Store.WriteAsync(new() { Run = Run("a"), Waits = [Wait("a", "n"), Wait("a", "m", "0"), Wait("a", "m", "1", WaitMode.Approval)] });
        await Store.WriteAsync(new() { WaitsOver = [new("a", "n", ""), new("a", "unknown", "")] });
        Assert.Equal(["a m 0", "a m 1", "b n "], (await Store.OpenWaitsAsync(default)).Select(wait => $"{wait.RunId} {wait.Node} {wait.Iteration}"));

        await Store.WriteAsync(new() { WaitsOver = [new("a", "m", "0"), new("a", "m", "1")] });
        Assert.Equal("b", Assert.Single(await Store.OpenWaitsAsync(default)).RunId);
        Assert.Null(await Store.GetWaitAsync(new("a", "m", "0"), default));
        Assert.Equal(WaitState.Closed, (await Store.GetWaitAsync(new("a", "m", "1"), default))!.State);
    }

    [Fact]
    public async Task Post_TwoAnswers_TakesTheFirst()
    {
        await Store.WriteAsync(new() { Run = Run("a"), Waits = [Wait("a", "n", "", WaitMode.Approval)] });

        Assert.Equal(MailResult.Added, await Store.PostAsync(Answer("a", "n", "", "[1]"), Noon));
        Assert.Equal(MailResult.Repeated, await Store.PostAsync(Answer("a", "n", "", "[2]"), Noon));
        Assert.Equal(WaitState.Answered, (await Store.GetWaitAsync(new("a", "n", ""), default))!.State);
        Assert.False(await Store.ExpireWaitAsync(new("a", "n", "")));
        Assert.Empty(await Store.OpenWaitsAsync(default));
        await Store.WriteAsync(new() { WaitsOver = [new("a", "n", "")] });
        Assert.Equal(WaitState.Answered, (await Store.GetWaitAsync(new("a", "n", ""), default))!.State);
    }

    [Fact]
    public async Task Post_AnswerBeforeItsWait_IsKeptAndTheWaitIsAnsweredFromTheStart()
    {
        await Store.WriteAsync(new() { Run = Run("a") });
        Assert.Equal(MailResult.Added, await Store.PostAsync(Answer("a", "n", "2", "[1]"), Noon));
        Assert.Equal(MailResult.Repeated, await Store.PostAsync(Answer("a", "n", "2", "[2]"), Noon));
        await Store.WriteAsync(new() { Waits = [Wait("a", "n", "2", WaitMode.Webhook), Wait("a", "n", "3", WaitMode.Webhook)] });

        Assert.False(await Store.ExpireWaitAsync(new("a", "n", "2")));
        Assert.Equal("3", Assert.Single(await Store.OpenWaitsAsync(default)).Iteration);
    }

    [Fact]
    public async Task Post_AnswerAfterTheDeadline_ChangesNothing()
    {
        await Store.WriteAsync(new() { Run = Run("a"), Waits = [Wait("a", "n", "", WaitMode.Approval) with { Until = Noon }] });

        Assert.Equal(MailResult.Expired, await Store.PostAsync(Answer("a", "n", "", "[1]"), Noon));
        Assert.Empty(await Store.ReadMailAsync("a", 0, 10, default));
        Assert.True(await Store.ExpireWaitAsync(new("a", "n", "")));
        Assert.True(await Store.ExpireWaitAsync(new("a", "n", "")));
        Assert.Equal(MailResult.Expired, await Store.PostAsync(Answer("a", "n", "", "[1]"), Noon.AddHours(-1)));
        Assert.Empty(await Store.OpenWaitsAsync(default));
    }

    [Fact]
    public async Task Post_AnswerToEndedRun_SaysWhetherItsDeadlineHasPassed()
    {
        await Store.WriteAsync(new() { Run = Run("a"), Waits = [Wait("a", "n", "", WaitMode.Approval) with { Until = Noon.AddHours(1) }] });
        await Store.WriteAsync(new() { Run = Run("a") with { Status = RunStatus.Cancelled }, WaitsOver = [new("a", "n", "")] });

        Assert.Equal(MailResult.EndedRun, await Store.PostAsync(Answer("a", "n", "", "[1]"), Noon));
        Assert.Equal(MailResult.Expired, await Store.PostAsync(Answer("a", "n", "", "[1]"), Noon.AddHours(1)));
        Assert.Empty(await Store.ReadMailAsync("a", 0, 10, default));
    }

    [Fact]
    public async Task ExpireWait_AgainstAnAnswerAtOnce_OneOfThemWins()
    {
        for (var n = 0; n < 20; n++)
        {
            await Store.WriteAsync(new() { Run = Run($"r{n}"), Waits = [Wait($"r{n}", "n", "", WaitMode.Approval)] });
            var answer = Task.Run(async () => await Store.PostAsync(Answer($"r{n}", "n", "", "[1]"), Noon));
            var expired = await Task.Run(async () => await Store.ExpireWaitAsync(new($"r{n}", "n", "")));

            Assert.Equal(expired ? MailResult.Expired : MailResult.Added, await answer);
        }
    }

    private static WaitRow Wait(string run, string node, string iteration = "", WaitMode mode = WaitMode.Time) =>
        new(run, node, iteration, 1, mode, Noon.AddDays(1));

    private static MailRow Answer(string run, string node, string iteration, string content) =>
        new(run, MailRow.AnswerId(node, iteration), MailKind.Answer, WaitRow.PlaceOf(node, iteration), Bytes(content), Noon);
}
