using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Kinds;

/// <summary>What every <see cref="ICustomKindStore"/> does. An adapter's tests derive from this and hand in an empty store.</summary>
public abstract class CustomKindStoreContract : StoreContract<ICustomKindStore>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Add_SeveralVersions_AreLoadedByKindAndVersion()
    {
        Assert.Empty(await Store.LoadAsync(default));
        var large = new CustomKindRow("custom.b", 1, $$"""{ "source": "{{new string('ü', 120_000)}}" }""", Noon);
        CustomKindRow[] rows = [large, Row("custom.a", 2), Row("custom.a", 1), Row("custom.a", 10), Row("custom.a-b", 1)];
        foreach (var row in rows)
        {
            Assert.True(await Store.AddAsync(row, default));
        }

        Assert.Equal([rows[2], rows[1], rows[3], rows[4], large], await Store.LoadAsync(default));
    }

    [Fact]
    public async Task Add_AVersionThatIsThere_ChangesNothing()
    {
        Assert.True(await Store.AddAsync(Row("custom.a", 1), default));

        Assert.False(await Store.AddAsync(Row("custom.a", 1) with { Definition = "{}" }, default));

        Assert.Equal([Row("custom.a", 1)], await Store.LoadAsync(default));
    }

    [Fact]
    public async Task Add_ManyAtOnceOfOneVersion_OneWins()
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
            await Store.AddAsync(Row("custom.a", 1) with { Definition = $"{i}" }, default))));

        Assert.Single(won, one => one);
        Assert.Equal($"{Array.IndexOf(won, true)}", Assert.Single(await Store.LoadAsync(default)).Definition);
    }

    private static CustomKindRow Row(string kind, int version) => new(kind, version, $$"""{ "of": "{{kind}}", "version": {{version}} }""", Noon.AddMinutes(version));
}
