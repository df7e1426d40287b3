namespace FlowForge.Core.Ports;

/// <summary>Rows of credentials with sealed values. One contract suite (<c>CredentialStoreContract</c>) holds every implementation.</summary>
public interface ICredentialStore
{
    /// <summary>Credentials ordered by id.</summary>
    ValueTask<Page<CredentialRow>> ListAsync(int limit, string? after, CancellationToken cancellation);

    /// <summary>The credential, or null.</summary>
    ValueTask<CredentialRow?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// Inserts <paramref name="row"/> (<paramref name="expectedVersion"/> 0) or replaces the row that has that version. False when what is there is
    /// something else; nothing is changed then.
    /// </summary>
    ValueTask<bool> SaveAsync(CredentialRow row, int expectedVersion, CancellationToken cancellation);

    /// <summary>Deletes the row that has that version. False when what is there is something else.</summary>
    ValueTask<bool> DeleteAsync(string id, int expectedVersion, CancellationToken cancellation);
}

/// <summary>A credential as it is stored. Nothing in it is secret without the key of the vault.</summary>
public sealed record CredentialRow
{
    /// <summary>Its id, as documents name it.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Name of a <see cref="CredentialType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Origins it may be sent to, as <c>https://host[:port]</c>; <c>*.</c> before the host stands for any one or more labels.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>1 and up, one more with each change of anything in it.</summary>
    public required int Version { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Its values as the vault sealed them for this id and version.</summary>
    public required ReadOnlyMemory<byte> Sealed { get; init; }
}
