using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Credentials;

/// <summary>What every <see cref="ITokenStore"/> does. An adapter's tests derive from this and hand in an empty store.</summary>
public abstract class TokenStoreContract : StoreContract<ITokenStore>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Add_Several_AreLoadedById()
    {
        Assert.Empty(await Store.LoadAsync(default));
        var (a, b) = (Token("a") with { ExpiresAt = Noon.AddDays(9) }, Token("b") with { Role = ApiRole.Admin });
        Assert.True(await Store.AddAsync(b, default));
        Assert.True(await Store.AddAsync(a, default));

        Assert.Equal([a, b], await Store.LoadAsync(default));
    }

    [Fact]
    public async Task Add_AnIdThatIsThere_ChangesNothing()
    {
        Assert.True(await Store.AddAsync(Token("a"), default));

        Assert.False(await Store.AddAsync(Token("a") with { Hash = "other", Role = ApiRole.Admin }, default));

        Assert.Equal([Token("a")], await Store.LoadAsync(default));
    }

    [Fact]
    public async Task Delete_One_LeavesTheOthers()
    {
        await Store.AddAsync(Token("a"), default);
        await Store.AddAsync(Token("b"), default);

        Assert.True(await Store.DeleteAsync("a", default));
        Assert.False(await Store.DeleteAsync("a", default));

        Assert.Equal([Token("b")], await Store.LoadAsync(default));
    }

    private static ApiToken Token(string id) => new(id, $"for {id}", ApiRole.Viewer, $"hash of {id}", Noon, null);
}
