using System.Globalization;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>The audit log in memory: of tests, and of hosts that keep nothing.</summary>
public sealed class MemoryAuditLog : IAuditLog
{
    private readonly Lock _gate = new();
    private readonly List<AuditEntry> _entries = [];

    /// <inheritdoc/>
    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _entries.Add(entry);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Page<AuditEntry>> ListAsync(int limit, string? after, string? subject, CancellationToken cancellation)
    {
        var most = Math.Clamp(limit, 1, Limits.ListMost);
        lock (_gate)
        {
            var before = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? Math.Min(cursor, _entries.Count) : _entries.Count;
            var rows = new List<AuditEntry>();
            for (var i = before - 1; i >= 0; i--)
            {
                if (subject is not null && _entries[i].Subject != subject)
                {
                    continue;
                }

                if (rows.Count == most)
                {
                    return new(new Page<AuditEntry>(rows, (i + 1).ToString(CultureInfo.InvariantCulture)));
                }

                rows.Add(_entries[i]);
            }

            return new(new Page<AuditEntry>(rows, null));
        }
    }
}
