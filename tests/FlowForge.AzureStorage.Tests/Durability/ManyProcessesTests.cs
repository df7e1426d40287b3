using System.Text.Json;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.State;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.Tests.Durability;

/// <summary>Several processes over one account: each has a store of its own, and nothing in memory that another sees.</summary>
public sealed class ManyProcessesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly List<AzureRunStore> _stores;
    private readonly AzureStateStore _state;

    public ManyProcessesTests()
    {
        var account = TestAccount.Open($"many{Guid.NewGuid():N}"[..20], null);
        _stores = [.. Enumerable.Range(0, 5).Select(_ => new AzureRunStore(account))];
        _state = new(account);
    }

    [Fact]
    public async Task Write_EqualStartsOfAll_GivesOneRun()
    {
        var results = await AllAsync(50, (store, n) => store.WriteAsync(new()
        {
            Run = Run($"r{n}"), Segments = [new($"r{n}", 0, 0, 1, "[]"u8.ToArray())], Start = new("key", "body", $"r{n}", Noon),
        }).AsTask());

        var holder = (await _stores[0].GetStartAsync("key", default))!.RunId;
        Assert.Single(results, static result => result.Existing is null);
        Assert.Equal([holder], (await _stores[1].OpenRunsAsync(default)).Select(run => run.Id));
        foreach (var loser in Enumerable.Range(0, 50).Select(n => $"r{n}").Where(id => id != holder))
        {
            Assert.Empty(await _stores[2].ReadSegmentsAsync(loser, 0, 9, default));
        }
    }

    [Fact]
    public async Task Post_FromAll_GivesEachItsOwnOrdinal()
    {
        await _stores[0].WriteAsync(new() { Run = Run("a") });

        var results = await AllAsync(40, (store, n) => store.PostAsync(new("a", $"m{n % 20}", MailKind.Signal, $"s{n % 20}", "[]"u8.ToArray(), Noon), Noon).AsTask());

        Assert.Equal(20, results.Count(result => result == MailResult.Added));
        Assert.Equal(Enumerable.Range(1, 20), (await _stores[0].ReadMailAsync("a", 0, 99, default)).Select(mail => mail.Ordinal));
    }

    [Fact]
    public async Task Answer_AgainstTheDeadlineElsewhere_OneOfThemWins()
    {
        for (var n = 0; n < 10; n++)
        {
            var run = $"r{n}";
            await _stores[0].WriteAsync(new() { Run = Run(run), Waits = [new(run, "n", "", 1, WaitMode.Approval, Noon.AddDays(1))] });
            var answer = _stores[1].PostAsync(new(run, MailRow.AnswerId("n", ""), MailKind.Answer, WaitRow.PlaceOf("n", ""), "[]"u8.ToArray(), Noon), Noon).AsTask();
            var expired = await _stores[2].ExpireWaitAsync(new(run, "n", ""));

            Assert.Equal(expired ? MailResult.Expired : MailResult.Added, await answer);
        }
    }

    [Fact]
    public async Task Wait_BegunWhileItsAnswerComes_IsNeverOpenWithAnAnswer()
    {
        for (var n = 0; n < 10; n++)
        {
            var run = $"w{n}";
            await _stores[0].WriteAsync(new() { Run = Run(run) });
            var answer = _stores[1].PostAsync(new(run, MailRow.AnswerId("n", ""), MailKind.Answer, WaitRow.PlaceOf("n", ""), "[]"u8.ToArray(), Noon), Noon).AsTask();
            await _stores[2].WriteAsync(new() { Waits = [new(run, "n", "", 1, WaitMode.Approval, Noon.AddDays(1))] });

            Assert.Equal(MailResult.Added, await answer);
            Assert.Equal(WaitState.Answered, (await _stores[3].GetWaitAsync(new(run, "n", ""), default))!.State);
        }
    }

    [Fact]
    public async Task State_ChangedByAll_LosesNone()
    {
        await AllAsync(30, (store, n) => store.WriteAsync(new()
        {
            State = [new("w", $"r{n}", "a", "", [new(StateScope.Workflow, [new($"k{n}", JsonElement.Parse("1"))], [])])],
        }).AsTask());

        Assert.Equal(30, (await _state.ReadAsync("w", StateScope.Workflow, default)).Count);
    }

    [Fact]
    public async Task Write_MoreWaitsThanABatchTakes_KeepsAndEndsThemAll()
    {
        const int many = 130;
        await _stores[0].WriteAsync(new()
        {
            Run = Run("a"),
            Waits = [.. Enumerable.Range(0, many).Select(n => new WaitRow("a", "n", $"{n}", n, n % 2 == 0 ? WaitMode.Approval : WaitMode.Time, Noon))],
        });
        Assert.Equal(many, (await _stores[1].OpenWaitsAsync(default)).Count);

        await _stores[2].WriteAsync(new() { WaitsOver = [.. Enumerable.Range(0, many).Select(n => new WaitKey("a", "n", $"{n}"))] });
        Assert.Empty(await _stores[3].OpenWaitsAsync(default));
        Assert.Equal(WaitState.Closed, (await _stores[3].GetWaitAsync(new("a", "n", "0"), default))!.State);
        Assert.Null(await _stores[3].GetWaitAsync(new("a", "n", "1"), default));
    }

    private static RunRecord Run(string id) => new()
    {
        Id = id, WorkflowId = "w", Hash = "h", Trigger = "t", StartedAt = Noon, Family = id, Status = RunStatus.Running,
    };

    private Task<T[]> AllAsync<T>(int times, Func<AzureRunStore, int, Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(n => Task.Run(() => act(_stores[n % _stores.Count], n))));
}
