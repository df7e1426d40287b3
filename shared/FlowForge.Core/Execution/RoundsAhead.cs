using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// What scripts give in rounds to come. A loop's rounds go one after another, and to ask a worker and wait for it takes far longer than most scripts do. Where scripts ask for
/// nothing but the items of their round, which are known when the loop begins, those of the next rounds are asked together. A script has no effects: what was asked for a
/// round that is never reached was for nothing, and nobody can tell.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="slice">What the hand-out has used.</param>
/// <param name="cancellation">Stops all that was asked.</param>
internal sealed class RoundsAhead(LiveRun run, Slice slice, CancellationToken cancellation)
{
    // Results are held until their round: some rounds, of a few MB by what those before have put out.
    private const int MostRounds = 32;
    private const long MostBytes = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<(int Node, string Iteration), Task<IReadOnlyList<ScriptResult>>> _asked = [];

    /// <summary>What the chain that a round begins with gives (<see cref="PlannedWorkflow.RoundChain"/>); null when that cannot be known ahead.</summary>
    public Task<IReadOnlyList<ScriptResult>>? Take(int node, Iteration at)
    {
        if (run.Planned.RoundChain(node) is not { } chain)
        {
            return null;
        }

        lock (_gate)
        {
            if (!_asked.ContainsKey((node, at.Path)))
            {
                Ask(node, chain, at);
            }

            return _asked.Remove((node, at.Path), out var asked) ? asked : null;
        }
    }

    /// <summary>Waits until nothing that was asked is under way any more; it has been cancelled.</summary>
    public async ValueTask EndAsync()
    {
        Task[] left;
        lock (_gate)
        {
            left = [.. _asked.Values];
            _asked.Clear();
        }

        await Task.WhenAll(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Ask(int node, IReadOnlyList<int> chain, Iteration at)
    {
        var loop = run.Planned.Plan.Outline.Edges[run.Planned.Plan.Outline.Nodes[node].In[0]].From;
        if (run.FindLoop(loop, at.Parent.Path) is not { Concurrency: 1 } size)
        {
            return;
        }

        var rounds = (size.Items + size.BatchSize - 1) / size.BatchSize;
        var last = Math.Min(rounds, at.Last + Count(chain.Count));
        for (var round = at.Last; round < last; round++)
        {
            _asked[(node, at.Parent.Child(round).Path)] = run.AskScriptsAsync(chain, at.Parent.Child(round), cancellation).AsTask();
        }
    }

    private int Count(int links)
    {
        var fit = slice.MeanBytes is { } bytes ? MostBytes / Math.Max(1, bytes * links) : 1;
        return (int)Math.Clamp(Math.Min(fit, slice.RunsLeft / links), 1, MostRounds);
    }
}
