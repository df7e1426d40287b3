using System.Globalization;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>The audit log in memory: of tests, and of hosts that keep nothing.</summary>
public sealed class MemoryAuditLog : IAuditLog
{
    private readonly Lock _gate = new();
    private readonly List<(long Number, AuditEntry Entry)> _entries = [];
    private long _last;

    /// <inheritdoc/>
    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _entries.Add((++_last, entry));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Page<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellation)
    {
        var most = Math.Clamp(query.Limit, 1, Limits.ListMost);
        var before = long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : long.MaxValue;
        lock (_gate)
        {
            var rows = _entries.AsEnumerable().Reverse().Where(row => row.Number < before && query.Includes(row.Entry)).Take(most + 1).ToList();
            var next = rows.Count > most ? rows[most - 1].Number.ToString(CultureInfo.InvariantCulture) : null;
            return new(new Page<AuditEntry>([.. rows.Take(most).Select(row => row.Entry)], next));
        }
    }

    /// <inheritdoc/>
    public ValueTask<int> TrimAsync(DateTimeOffset before, int most, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var gone = _entries.RemoveAll(row => row.Entry.At < before);
            var more = Math.Max(0, _entries.Count - most);
            _entries.RemoveRange(0, more);
            return new(gone + more);
        }
    }
}
