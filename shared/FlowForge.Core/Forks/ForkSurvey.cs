using FlowForge.Core.Execution;
using FlowForge.Core.Frames;

namespace FlowForge.Core.Forks;

/// <summary>What has to be known of a fork before any of it is written.</summary>
/// <param name="Incompatible">Nodes whose results do not fit the fork's plan.</param>
/// <param name="LastNumber">Largest hand-out number of the source.</param>
/// <param name="LowestInput">Smallest sequence of items that were given in place of inputs.</param>
/// <param name="Inputs">Sequences of those that are still of use: what took them is kept, or is about to.</param>
internal sealed record ForkSurvey(IReadOnlyList<string> Incompatible, int LastNumber, long LowestInput, IReadOnlySet<long> Inputs)
{
    public static async ValueTask<ForkSurvey> OfAsync(Fork fork, CancellationToken cancellation)
    {
        var kept = fork.Keep(0);
        var (last, inputs, used) = (0L, new Dictionary<(string Node, string Iteration), long>(), new HashSet<long>());
        await foreach (var entry in fork.Source.EntriesAsync(cancellation).ConfigureAwait(false))
        {
            last = Math.Max(last, entry.LastSequence);
            if (entry is InputEntry given)
            {
                inputs[(given.NodeId, given.Iteration)] = given.Sequence;
            }

            Note(kept.Take(entry), inputs, used);
        }

        if (fork.Result is { } result)
        {
            Note(kept.Give(result), inputs, used);
        }

        used.UnionWith(inputs.Where(input => kept.IsReady(input.Key.Node, input.Key.Iteration)).Select(input => input.Value));
        return new(kept.Incompatible, (int)(last >> 20), inputs.Values.Append(JournalEntry.NoSequence).Min(), used);
    }

    private static void Note(IEnumerable<JournalEntry> kept, Dictionary<(string Node, string Iteration), long> inputs, HashSet<long> used)
    {
        foreach (var entry in kept)
        {
            (string, string)? place = entry switch
            {
                NodeRecord record => (record.NodeId, record.Iteration),
                IngressEntry ingress => (ingress.NodeId, ingress.Iteration),
                _ => null,
            };
            if (place is { } taken && inputs.TryGetValue(taken, out var input))
            {
                used.Add(input);
            }
        }
    }
}
