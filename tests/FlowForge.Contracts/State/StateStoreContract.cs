using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Contracts.State;

/// <summary>What every <see cref="IStateStore"/> does together with its <see cref="IRunStore"/>, which writes it.</summary>
public abstract class StateStoreContract : StoreContract<(IRunStore Runs, IStateStore State)>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StateScope Node = new("n");

    private IRunStore Runs => Store.Runs;

    private IStateStore State => Store.State;

    [Fact]
    public async Task Read_NothingKept_IsEmpty()
    {
        Assert.Empty(await State.ReadAsync("w", StateScope.Workflow, default));
        Assert.Empty(await State.ScopesAsync("w", default));
        Assert.False(await State.DeleteAsync("w", default));
    }

    [Fact]
    public async Task Write_ScopesOfWorkflows_AreKeptApart()
    {
        await WriteAsync("r", "a", Set(StateScope.Workflow, "k", "1"), Set(Node, "k", "2"));
        await Runs.WriteAsync(new() { State = [new("v", "r", "b", "", [Set(StateScope.Workflow, "k", "3"), Set(new("m"), "k", "4")])] });

        Assert.Equal("""{"k":1}""", await TextAsync(StateScope.Workflow));
        Assert.Equal("""{"k":2}""", await TextAsync(Node));
        Assert.Equal("""{"k":3}""", await TextAsync(StateScope.Workflow, "v"));
        Assert.Equal([StateScope.Workflow, Node], await State.ScopesAsync("w", default));
        Assert.Equal([StateScope.Workflow, new("m")], await State.ScopesAsync("v", default));
        Assert.Empty(await State.ScopesAsync("W", default));
    }

    [Fact]
    public async Task Write_KeyAgain_KeepsItsPlace()
    {
        await WriteAsync("r", "a", Set(Node, "z", "1"), Set(Node, "a", "2"), Set(Node, "10", "3"));
        await WriteAsync("r", "b", Set(Node, "z", """{"größe":"🙂"}"""), new(Node, [], ["a", "never"]));
        await WriteAsync("r", "c", Set(Node, "a", "null"));

        Assert.Equal("""{"z":{"größe":"🙂"},"10":3,"a":null}""", await TextAsync(Node));
        Assert.Equal([Node], await State.ScopesAsync("w", default));
    }

    [Fact]
    public async Task Write_RemovedAndSetInOne_IsSet()
    {
        await WriteAsync("r", "a", new StateChange(Node, [new("k", JsonElement.Parse("1")), new("k", JsonElement.Parse("2"))], ["k"]));

        Assert.Equal("""{"k":2}""", await TextAsync(Node));
    }

    [Fact]
    public async Task Write_SameStampAgain_IsNotAppliedOverWhatCameAfter()
    {
        await WriteAsync("r1", "a", Set(Node, "k", "1"));
        await WriteAsync("r2", "a", Set(Node, "k", "2"));
        await WriteAsync("r1", "a", Set(Node, "k", "1"));
        await Runs.WriteAsync(new() { State = [Write("r1", "a", "", Set(Node, "k", "9")), Write("r1", "a", "0", Set(Node, "i", "0"))] });

        Assert.Equal("""{"k":2,"i":0}""", await TextAsync(Node));
    }

    [Fact]
    public async Task Write_ThatIsDropped_ChangesNothing()
    {
        await Runs.WriteAsync(new() { Run = Run("r"), Start = new("k", "b", "r", Noon) });
        await Runs.WriteAsync(new() { Run = Run("s"), Start = new("k", "b", "s", Noon), State = [Write("s", "a", "", Set(Node, "k", "1"))] });
        await Assert.ThrowsAsync<StoreFault>(async () => await Runs.WriteAsync(new()
        {
            State = [Write("r", "a", "", Set(Node, "k", "1"))],
            Payloads = [new("f", "no hash", new byte[1])],
        }));
        await Runs.WriteAsync(new() { Segments = [new("r", 0, 0, 1, new byte[1])] });
        await Assert.ThrowsAsync<StoreFault>(async () => await Runs.WriteAsync(new()
        {
            State = [Write("r", "a", "", Set(Node, "k", "1"))],
            Segments = [new("r", 0, 0, 1, new byte[2])],
        }));

        Assert.Empty(await State.ScopesAsync("w", default));
        await WriteAsync("r", "a", Set(Node, "k", "2"));
        Assert.Equal("""{"k":2}""", await TextAsync(Node));
    }

    [Fact]
    public async Task Delete_Kept_ForgetsItAndOldChangesStayForgotten()
    {
        await WriteAsync("r", "a", Set(Node, "k", "1"));
        await Runs.WriteAsync(new() { State = [new("v", "r", "v", "", [Set(Node, "k", "1")])] });
        Assert.True(await State.DeleteAsync("w", default));
        Assert.False(await State.DeleteAsync("w", default));
        await WriteAsync("r", "a", Set(Node, "k", "1"));
        Assert.Empty(await State.ScopesAsync("w", default));
        Assert.Single(await State.ScopesAsync("v", default));
        await WriteAsync("r", "b", Set(Node, "k", "2"));
        Assert.Equal("""{"k":2}""", await TextAsync(Node));
    }

    [Fact]
    public async Task Read_AnswerChangedByItsCaller_ChangesNothing()
    {
        await WriteAsync("r", "a", Set(Node, "k", "1"));
        (await State.ReadAsync("w", Node, default)).Clear();

        Assert.Equal("""{"k":1}""", await TextAsync(Node));
    }

    [Fact]
    public async Task DeleteRun_ItsStamps_GoWithIt()
    {
        await Runs.WriteAsync(new() { Run = Run("r") with { Status = RunStatus.Completed }, State = [Write("r", "a", "", Set(Node, "k", "1"))] });
        Assert.True(await Runs.DeleteRunAsync("r", default));
        Assert.Equal("""{"k":1}""", await TextAsync(Node));

        await WriteAsync("r", "a", Set(Node, "k", "2"));
        Assert.Equal("""{"k":2}""", await TextAsync(Node));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("'; DROP TABLE runs; --")]
    [InlineData("__proto__")]
    public async Task Write_HostileKey_IsAKeyLikeAnyOther(string key)
    {
        await WriteAsync("r", "a", new StateChange(Node, [new(key, JsonElement.Parse("1"))], []));

        Assert.Equal(key, Assert.Single(await State.ReadAsync("w", Node, default)).Key);
    }

    [Fact]
    public async Task Write_ManyRunsAtOnce_LosesNone()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(async () => await WriteAsync($"r{n}", "a", Set(Node, $"k{n}", $"{n}")))));

        Assert.Equal(50, (await State.ReadAsync("w", Node, default)).Count);
    }

    private static RunRecord Run(string id) => new()
    {
        Id = id, WorkflowId = "w", Hash = "h", Trigger = "t", StartedAt = Noon, Family = id, Status = RunStatus.Running,
    };

    private static StateChange Set(StateScope scope, string key, string value) => new(scope, [new(key, JsonElement.Parse(value))], []);

    private static StateWrite Write(string run, string node, string iteration, params StateChange[] changes) => new("w", run, node, iteration, changes);

    private ValueTask<JournalResult> WriteAsync(string run, string node, params StateChange[] changes) =>
        Runs.WriteAsync(new() { State = [Write(run, node, "", changes)] });

    private async Task<string> TextAsync(StateScope scope, string workflow = "w") =>
        "{" + string.Join(",", (await State.ReadAsync(workflow, scope, default)).Select(pair => $"\"{pair.Key}\":{pair.Value.GetRawText()}")) + "}";
}
