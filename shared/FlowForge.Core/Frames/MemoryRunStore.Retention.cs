using FlowForge.Core.Ports;
using FlowForge.Core.Retention;

namespace FlowForge.Core.Frames;

/// <content>Retention: all that has expired in one step.</content>
public sealed partial class MemoryRunStore : IRetentionStore
{
    /// <inheritdoc/>
    public ValueTask<RetentionStep> StepAsync(RetentionRule rule, string? after, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var (runs, rows, bytes) = (0, 0, 0L);
            foreach (var family in _runs.Values.GroupBy(run => run.Family).Where(family => family.All(rule.HasExpired)).ToList())
            {
                foreach (var run in family.ToList())
                {
                    runs++;
                    rows += _segments.GetValueOrDefault(run.Id)?.Count ?? 0;
                    bytes += _segments.GetValueOrDefault(run.Id)?.Sum(segment => (long)segment.Content.Length) ?? 0;
                    Drop(run);
                }
            }

            foreach (var hash in _variables.Keys.Where(hash => _runs.Values.All(run => run.Variables != hash)).ToList())
            {
                rows++;
                _variables.Remove(hash);
            }

            return new(new RetentionStep { Runs = runs, Rows = rows, Bytes = bytes });
        }
    }
}
