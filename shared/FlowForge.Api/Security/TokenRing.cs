using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Security;

/// <summary>
/// The tokens that admins have made, by their hashes, as the store had them a moment ago: another host over the same store may take one back, so what
/// is known is looked up again after <see cref="Limits.ApiTokenSeconds"/>.
/// </summary>
internal sealed class TokenRing(ITokenStore store, TimeProvider clock)
{
    private volatile Known known = new(FrozenDictionary<string, ApiToken>.Empty, DateTimeOffset.MinValue);

    /// <summary>The token that a caller sent, unless there is none of that text or it has ended.</summary>
    public async ValueTask<ApiToken?> FindAsync(string sent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now - known.At > TimeSpan.FromSeconds(Limits.ApiTokenSeconds) || now < known.At)
        {
            await ReloadAsync(cancellation).ConfigureAwait(false);
        }

        return known.ByHash.TryGetValue(Hash(sent), out var token) && !(token.ExpiresAt <= now) ? token : null;
    }

    /// <summary>Reads the store again; called after each change of this host's own, so that it holds at once.</summary>
    public async ValueTask ReloadAsync(CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        var all = await store.LoadAsync(cancellation).ConfigureAwait(false);
        known = new(all.DistinctBy(token => token.Hash).ToFrozenDictionary(token => token.Hash, StringComparer.Ordinal), at);
    }

    /// <summary>What is kept of a token. Looking it up by its hash takes a time that says nothing of the token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed record Known(FrozenDictionary<string, ApiToken> ByHash, DateTimeOffset At);
}
