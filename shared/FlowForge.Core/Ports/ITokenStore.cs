namespace FlowForge.Core.Ports;

/// <summary>Tokens of the API, as hashes. One contract suite (<c>TokenStoreContract</c>) holds every implementation.</summary>
public interface ITokenStore
{
    /// <summary>All tokens by id (ordinal); at most <see cref="Limits.ApiTokens"/>.</summary>
    ValueTask<IReadOnlyList<ApiToken>> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds a token; durable when the task completes. False when its id is taken; nothing is changed then.</summary>
    ValueTask<bool> AddAsync(ApiToken token, CancellationToken cancellation);

    /// <summary>Takes a token out; durable when the task completes. False when there is none of that id.</summary>
    ValueTask<bool> DeleteAsync(string id, CancellationToken cancellation);
}

/// <summary>A token as it is kept. What callers send is not: only its hash.</summary>
/// <param name="Id">Its id, which is not secret.</param>
/// <param name="Name">What it is for; stands in the audit log.</param>
/// <param name="Role">What its holder may do.</param>
/// <param name="Hash">SHA-256 of the token, lower-case hexadecimal. Tokens are 128 random bits, so nothing slower is needed.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="ExpiresAt">When it ends, UTC; null for never.</param>
public sealed record ApiToken(string Id, string Name, ApiRole Role, string Hash, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);
