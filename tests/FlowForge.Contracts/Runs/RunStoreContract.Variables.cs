using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Contracts.Runs;

public abstract partial class RunStoreContract
{
    [Fact]
    public async Task Write_Variables_AreKeptOnceByTheirHash()
    {
        var set = VariableSet.Of([new("b", JsonElement.Parse("1")), new("a", JsonElement.Parse("\"größe\""))]);
        await Store.WriteAsync(new() { Run = Run("a") with { Variables = set.Hash }, Variables = set });
        await Store.WriteAsync(new() { Run = Run("b") with { Variables = set.Hash }, Variables = set });
        await Store.WriteAsync(new() { Run = Run("c"), Variables = VariableSet.Empty });

        var read = (await Store.ReadVariablesAsync(set.Hash!, default))!;
        Assert.Equal(set, read);
        Assert.Equal("""{"a":"größe","b":1}""", read.Values.GetRawText());
        Assert.Null(await Store.ReadVariablesAsync("none", default));
        Assert.Equal(set.Hash, (await Store.GetRunAsync("b", default))!.Variables);
    }

    [Fact]
    public async Task Write_KeyOfAnotherRun_KeepsNoVariablesEither()
    {
        var set = VariableSet.Of([new("a", JsonElement.Parse("1"))]);
        await Store.WriteAsync(new() { Run = Run("a"), Start = new("k", "b", "a", Noon) });
        await Store.WriteAsync(new() { Run = Run("b"), Start = new("k", "b", "b", Noon), Variables = set });

        Assert.Null(await Store.ReadVariablesAsync(set.Hash!, default));
    }
}
