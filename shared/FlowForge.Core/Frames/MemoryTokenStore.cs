using System.Collections.Concurrent;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Tokens in memory: of tests, and of hosts that keep nothing.</summary>
public sealed class MemoryTokenStore : ITokenStore
{
    private readonly ConcurrentDictionary<string, ApiToken> _tokens = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ApiToken>> LoadAsync(CancellationToken cancellation) =>
        new([.. _tokens.Values.OrderBy(token => token.Id, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public ValueTask<bool> AddAsync(ApiToken token, CancellationToken cancellation) => new(_tokens.TryAdd(token.Id, token));

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellation) => new(_tokens.TryRemove(id, out _));
}
