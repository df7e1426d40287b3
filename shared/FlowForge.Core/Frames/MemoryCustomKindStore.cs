using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Custom kinds in memory: of tests, and of hosts that keep nothing.</summary>
public sealed class MemoryCustomKindStore : ICustomKindStore
{
    private readonly Lock _gate = new();
    private readonly List<CustomKindRow> _rows = [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CustomKindRow>> LoadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new([.. _rows.OrderBy(row => row.Kind, StringComparer.Ordinal).ThenBy(row => row.Version)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> AddAsync(CustomKindRow row, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_rows.Exists(other => other.Kind == row.Kind && other.Version == row.Version))
            {
                return new(false);
            }

            _rows.Add(row);
            return new(true);
        }
    }
}
