using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Documents with which the run goes on in place of the one it was started with: of the same shape, so that all that is known of nodes stays true.</content>
internal sealed partial class LiveRun
{
    private readonly Dictionary<string, PlannedWorkflow> _revisions = new(StringComparer.Ordinal);

    /// <summary>Revision of a node: the last one that changed it, 0 when none has.</summary>
    public int RevisionOf(int node)
    {
        lock (_gate)
        {
            return 1 + _state.Revisions.FindLastIndex(revision => revision.Nodes.Contains(node));
        }
    }

    /// <summary>After a resume: the run goes on with its last revision.</summary>
    public async ValueTask ReviseAsync(CancellationToken cancellation)
    {
        if (_state.Revisions is [.., var last])
        {
            _revisions[last.Hash] = await _host.PlanOfAsync(_record, last, cancellation).ConfigureAwait(false);
            Revise();
        }
    }

    /// <summary>The plan of an answer's revision is at hand before the answer becomes an event.</summary>
    private async Task PrepareRevisionAsync(RunEvent.Message message)
    {
        if (message is RunEvent.PauseAnswered { Revision: { } revision })
        {
            var planned = await TryUntilDoneAsync(
                "A revision could not be read", async () => await _host.PlanOfAsync(_record, revision, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
            if (planned is not null)
            {
                lock (_gate)
                {
                    _revisions[revision.Hash] = planned;
                }
            }
        }
    }

    /// <summary>Under the run's lock: from here on everything is read from the last revision's plan.</summary>
    private void Revise()
    {
        var planned = _revisions[_state.Revisions[^1].Hash];
        Planned = planned;
        Facts = Facts with { Revision = _state.Revisions.Count };
        _results.Ask(planned.Asked);
    }
}
