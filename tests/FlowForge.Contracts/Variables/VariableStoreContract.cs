using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Contracts.Variables;

/// <summary>What every <see cref="IVariableStore"/> does. An adapter's tests derive from this and hand in an empty store.</summary>
public abstract class VariableStoreContract : StoreContract<IVariableStore>
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A store whose clock stands at <see cref="Noon"/>.</summary>
    protected abstract override IVariableStore CreateStore();

    [Theory]
    [InlineData("\"größe 日本 🙂\"")]
    [InlineData("""{"b":1,"a":[true,null,{"x":"y"}]}""")]
    [InlineData("0.1")]
    [InlineData("null")]
    public async Task Set_AnyJson_GivesItBack(string value)
    {
        var set = await DoneAsync("a_1", value);

        Assert.True(set.IsNew);
        Assert.Equal(("a_1", value, Noon), (set.Variable.Name, set.Variable.Value.GetRawText(), set.Variable.UpdatedAt));
        var read = (await Store.GetAsync("a_1", default))!;
        Assert.Equal((value, set.Variable.ETag), (read.Value.GetRawText(), read.ETag));
        Assert.Null(await Store.GetAsync("A_1", default));
    }

    [Fact]
    public async Task Set_Again_ReplacesItUnderAnotherETag()
    {
        var first = await DoneAsync("a", "1");
        var second = await DoneAsync("a", "2");

        Assert.False(second.IsNew);
        Assert.NotEqual(first.Variable.ETag, second.Variable.ETag);
        Assert.Equal("2", (await Store.GetAsync("a", default))!.Value.GetRawText());
    }

    [Fact]
    public async Task Set_ConditionThatDoesNotHold_ChangesNothingAndGivesWhatIsThere()
    {
        Assert.Null((await ConflictAsync("a", new WriteCondition.Present())).Current);
        Assert.Null((await ConflictAsync("a", new WriteCondition.Is(["1", "x"]))).Current);
        var present = (await DoneAsync("a", "1", new WriteCondition.Absent())).Variable;
        Assert.Equal(present.ETag, (await ConflictAsync("a", new WriteCondition.Absent())).Current!.ETag);
        Assert.Equal(present.ETag, (await ConflictAsync("a", new WriteCondition.Is(["", present.ETag + "0"]))).Current!.ETag);
        Assert.Equal("1", (await Store.GetAsync("a", default))!.Value.GetRawText());
        await DoneAsync("a", "2", new WriteCondition.Is(["x", present.ETag]));
        await DoneAsync("a", "3", new WriteCondition.Present());
    }

    [Fact]
    public async Task Delete_ThenSet_HasAnETagThatNeverWas()
    {
        var first = (await DoneAsync("a", "1")).Variable;
        Assert.IsType<VariableResult.Conflict>(await Store.DeleteAsync("a", new WriteCondition.Is(["x"]), default));
        Assert.IsType<VariableResult.Done>(await Store.DeleteAsync("a", new WriteCondition.Is([first.ETag]), default));
        Assert.Null(Assert.IsType<VariableResult.Conflict>(await Store.DeleteAsync("a", WriteCondition.None, default)).Current);
        Assert.Null(await Store.GetAsync("a", default));

        Assert.NotEqual(first.ETag, (await DoneAsync("a", "1")).Variable.ETag);
    }

    [Fact]
    public async Task List_PageAfterPage_GivesEachOnceByName()
    {
        string[] names = ["Z", "_", "a", "b", "c1", "c10", "c2"];
        foreach (var name in names.Reverse())
        {
            await DoneAsync(name, "1");
        }

        var (seen, after) = (new List<string>(), (string?)null);
        do
        {
            var page = await Store.ListAsync(2, after, default);
            seen.AddRange(page.Items.Select(row => row.Name));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(names, seen);
        Assert.Single((await Store.ListAsync(-1, null, default)).Items);
    }

    [Fact]
    public async Task Current_AfterEachChange_IsWhatIsSet()
    {
        Assert.Equal(VariableSet.Empty, await Store.CurrentAsync(default));
        await DoneAsync("b", "1");
        await DoneAsync("a", "\"x\"");
        var both = await Store.CurrentAsync(default);
        Assert.Equal("""{"a":"x","b":1}""", both.Values.GetRawText());
        await ConflictAsync("a", new WriteCondition.Absent());
        Assert.Equal(both, await Store.CurrentAsync(default));
        await DoneAsync("b", "2");
        Assert.NotEqual(both.Hash, (await Store.CurrentAsync(default)).Hash);
        await DoneAsync("b", "1");
        Assert.Equal(both.Hash, (await Store.CurrentAsync(default)).Hash);
        await Store.DeleteAsync("a", WriteCondition.None, default);
        await Store.DeleteAsync("b", WriteCondition.None, default);
        Assert.Null((await Store.CurrentAsync(default)).Hash);
    }

    [Fact]
    public async Task Set_PastTheLimits_IsRefusedAndChangesNothing()
    {
        var large = $"\"{new string('x', Limits.VariableBytes - 2)}\"";
        foreach (var n in Enumerable.Range(0, 3))
        {
            await DoneAsync($"large{n}", large);
        }

        Assert.IsType<VariableResult.Full>(await SetAsync("large3", large));
        Assert.Null(await Store.GetAsync("large3", default));
        Assert.Equal(3, (await Store.CurrentAsync(default)).Values.GetPropertyCount());
    }

    [Fact]
    public async Task Set_ManyAtOnce_LosesNone()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(async () =>
        {
            await DoneAsync($"v{n}", $"{n}");
            Assert.Equal(n, (await Store.CurrentAsync(default)).Values.GetProperty($"v{n}").GetInt32());
        })));

        Assert.Equal(50, (await Store.CurrentAsync(default)).Values.GetPropertyCount());
    }

    private ValueTask<VariableResult> SetAsync(string name, string value, WriteCondition? condition = null) =>
        Store.SetAsync(name, JsonElement.Parse(value), condition ?? WriteCondition.None, default);

    private async Task<VariableResult.Done> DoneAsync(string name, string value, WriteCondition? condition = null) =>
        Assert.IsType<VariableResult.Done>(await SetAsync(name, value, condition));

    private async Task<VariableResult.Conflict> ConflictAsync(string name, WriteCondition condition) =>
        Assert.IsType<VariableResult.Conflict>(await SetAsync(name, "9", condition));
}
