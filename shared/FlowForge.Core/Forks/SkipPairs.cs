using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Forks;

/// <summary>
/// Pairs skips that were recorded with those that the fork's decider asks for, whichever comes first. What it asks for and was recorded is
/// kept as it stands; what was not recorded is new.
/// </summary>
internal sealed class SkipPairs(ExecutionPlan plan)
{
    private readonly Dictionary<(string Node, string Iteration), SkippedEntry> _recorded = [];
    private readonly Dictionary<(string Node, string Iteration), long> _asked = [];

    /// <summary>Notes a recorded skip; gives what is kept of it so far.</summary>
    public IEnumerable<SkippedEntry> Recorded(SkippedEntry entry)
    {
        for (var i = 0; i < entry.NodeIds.Count; i++)
        {
            var single = new SkippedEntry(entry.Sequence + i, [entry.NodeIds[i]], entry.Iteration, entry.At, 0);
            if (_asked.Remove((entry.NodeIds[i], entry.Iteration.Path)))
            {
                yield return single;
            }
            else
            {
                _recorded[(entry.NodeIds[i], entry.Iteration.Path)] = single;
            }
        }
    }

    /// <summary>Notes what the decider asked for; gives what of it was recorded.</summary>
    public IEnumerable<SkippedEntry> Asked(RunCommand.Skip skip)
    {
        for (var i = 0; i < skip.Nodes.Count; i++)
        {
            var place = (plan.Nodes[skip.Nodes[i]].Node.Id, skip.Iteration.Path);
            if (_recorded.Remove(place, out var entry))
            {
                yield return entry;
            }
            else
            {
                _asked[place] = ((long)skip.Number << 20) + i;
            }
        }
    }

    /// <summary>Skips that were not recorded.</summary>
    public IEnumerable<SkippedEntry> New(DateTimeOffset now) =>
        _asked.OrderBy(pair => pair.Value).Select(pair => new SkippedEntry(pair.Value, [pair.Key.Node], new(pair.Key.Iteration), now, 0));
}
