namespace FlowForge.Core.Execution;

/// <content>Settling nodes whose results are given.</content>
internal sealed partial class DeciderStep
{
    public void Give(RunEvent.Given given, BatchAhead? ahead)
    {
        Reach(ahead);
        state.Ready.Remove(given.Node, given.Iteration);
        SettleResult(new(given.Node, given.Iteration, given.Sequence), given.Counts, given.IsCompleted);
    }

    public void Give(RunEvent.LoopGiven given, BatchAhead? ahead)
    {
        Reach(ahead);
        state.Ready.Remove(given.Node, given.Iteration);
        BeginLoop(given.Node, given.Iteration, new()
        {
            Items = given.Items,
            BatchSize = given.BatchSize,
            Concurrency = given.Concurrency,
            RunsThrough = given.Concurrency == 1 && outline.Scopes[outline.Nodes[given.Node].Body].RunsThrough,
        });
    }

    /// <summary>All is told: what was held back is skipped now.</summary>
    public void EndFilling()
    {
        if (state.Filling is not { } filling)
        {
            return;
        }

        state.Filling = null;
        foreach (var iteration in filling.Held)
        {
            SkipRest(outline.Nodes[filling.Node], iteration);
        }
    }

    /// <summary>The nodes of a dead chain up to one that is held back. That one is noted when its turn comes, as the first of its rest.</summary>
    private ReadOnlySpan<int> Unheld(ReadOnlySpan<int> chain, string path)
    {
        if (state.Filling is not { } filling)
        {
            return chain;
        }

        for (var i = 0; i < chain.Length; i++)
        {
            if (filling.Holds(chain[i], path))
            {
                if (i == 0)
                {
                    filling.Held.Add(path);
                }

                return chain[..i];
            }
        }

        return chain;
    }

    /// <summary>Begins the iterations up to one of which something is given.</summary>
    private void Reach(BatchAhead? ahead)
    {
        if (ahead is not { } batch)
        {
            return;
        }

        while (batch.Loop.Started <= batch.Index)
        {
            BeginBatch(batch.Body, batch.Loop, batch.Around);
        }

        Finish();
    }
}

/// <summary>An iteration of a loop that side by side with others had begun where the results come from, and has not here.</summary>
internal readonly record struct BatchAhead(int Body, LiveLoop Loop, string Around, int Index);
