using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Credentials;

/// <summary>What every <see cref="ICredentialStore"/> does. An adapter's tests derive from this and hand in an empty store.</summary>
public abstract class CredentialStoreContract : StoreContract<ICredentialStore>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Save_New_IsFoundWithAllItHas()
    {
        var row = Row("shop", 1) with { Origins = ["https://a.example", "https://*.b.example"], Sealed = new byte[] { 0, 255, 7 } };

        Assert.True(await Store.SaveAsync(row, 0, default));

        var found = await Store.FindAsync("shop", default);
        Assert.Equal((row.Id, row.Name, row.Type, row.Version, row.CreatedAt, row.ChangedAt), (found!.Id, found.Name, found.Type, found.Version, found.CreatedAt, found.ChangedAt));
        Assert.Equal(row.Origins, found.Origins);
        Assert.Equal(row.Sealed.ToArray(), found.Sealed.ToArray());
        Assert.Null(await Store.FindAsync("SHOP", default));
    }

    [Fact]
    public async Task Save_WithAnotherVersionExpected_ChangesNothing()
    {
        Assert.True(await Store.SaveAsync(Row("a", 1), 0, default));

        Assert.False(await Store.SaveAsync(Row("a", 9), 0, default));
        Assert.False(await Store.SaveAsync(Row("a", 9), 2, default));
        Assert.False(await Store.SaveAsync(Row("b", 9), 1, default));

        Assert.Equal(1, (await Store.FindAsync("a", default))!.Version);
        Assert.Null(await Store.FindAsync("b", default));
    }

    [Fact]
    public async Task Save_TwoWritersWithOneVersion_OneWins()
    {
        await Store.SaveAsync(Row("a", 1), 0, default);

        var wins = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
            await Store.SaveAsync(Row("a", 2) with { Name = $"writer {i}" }, 1, default))));

        Assert.Single(wins, won => won);
        Assert.Equal($"writer {Array.IndexOf(wins, true)}", (await Store.FindAsync("a", default))!.Name);
    }

    [Fact]
    public async Task Delete_WithItsVersion_LetsTheIdBeTakenAgain()
    {
        await Store.SaveAsync(Row("a", 3), 0, default);

        Assert.False(await Store.DeleteAsync("a", 2, default));
        Assert.True(await Store.DeleteAsync("a", 3, default));
        Assert.False(await Store.DeleteAsync("a", 3, default));
        Assert.True(await Store.SaveAsync(Row("a", 1), 0, default));
    }

    [Fact]
    public async Task List_InPages_GivesEachOnceByOrdinalId()
    {
        string[] ids = ["a", "B", "c-1", "c_1", "d"];
        foreach (var id in ids)
        {
            await Store.SaveAsync(Row(id, 1), 0, default);
        }

        var seen = new List<string>();
        for (string? after = null; ;)
        {
            var page = await Store.ListAsync(2, after, default);
            seen.AddRange(page.Items.Select(row => row.Id));
            if (page.Next is null)
            {
                break;
            }

            after = page.Next;
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), seen);
    }

    private static CredentialRow Row(string id, int version) => new()
    {
        Id = id,
        Name = $"name of {id}",
        Type = "basic",
        Version = version,
        CreatedAt = Noon,
        ChangedAt = Noon.AddMinutes(version),
        Sealed = new byte[] { 1, 2, 3 },
    };
}
