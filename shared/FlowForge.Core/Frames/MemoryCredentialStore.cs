using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Credentials in memory: of tests, and of hosts that keep nothing.</summary>
public sealed class MemoryCredentialStore : ICredentialStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, CredentialRow> _rows = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<Page<CredentialRow>> ListAsync(int limit, string? after, CancellationToken cancellation)
    {
        var most = Math.Clamp(limit, 1, Limits.ListMost);
        lock (_gate)
        {
            var rows = _rows.Values.Where(row => after is null || string.CompareOrdinal(row.Id, after) > 0).Take(most + 1).ToList();
            return new(rows.Count > most ? new Page<CredentialRow>(rows[..most], rows[most - 1].Id) : new(rows, null));
        }
    }

    /// <inheritdoc/>
    public ValueTask<CredentialRow?> FindAsync(string id, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_rows.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> SaveAsync(CredentialRow row, int expectedVersion, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var fits = (_rows.GetValueOrDefault(row.Id)?.Version ?? 0) == expectedVersion;
            if (fits)
            {
                _rows[row.Id] = row;
            }

            return new(fits);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string id, int expectedVersion, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_rows.TryGetValue(id, out var row) && row.Version == expectedVersion && _rows.Remove(id));
        }
    }
}
