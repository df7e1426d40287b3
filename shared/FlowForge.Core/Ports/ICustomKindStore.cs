namespace FlowForge.Core.Ports;

/// <summary>
/// Versions of custom kinds. A version is written once and never changed, so a document that names a kind and its version always means the same.
/// One contract suite (<c>CustomKindStoreContract</c>) holds every implementation.
/// </summary>
public interface ICustomKindStore
{
    /// <summary>All versions of all kinds, by kind (ordinal) and version; at most <see cref="Limits.CustomKindVersions"/>.</summary>
    ValueTask<IReadOnlyList<CustomKindRow>> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds a version; durable when the task completes. False when that version of the kind is there; nothing is changed then.</summary>
    ValueTask<bool> AddAsync(CustomKindRow row, CancellationToken cancellation);
}

/// <summary>A version of a custom kind as it is stored.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Version">1 and up.</param>
/// <param name="Definition">Its definition, JSON.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
public sealed record CustomKindRow(string Kind, int Version, string Definition, DateTimeOffset CreatedAt);
