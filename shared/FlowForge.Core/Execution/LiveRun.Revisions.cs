using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Documents with which the run goes on in place of the one it was started with. What is known of nodes is kept by their places in the plan; with other nodes or edges they get new ones.</content>
internal sealed partial class LiveRun
{
    private readonly Dictionary<string, PlannedWorkflow> _revisions = new(StringComparer.Ordinal);
    private TaskCompletionSource? _quiet;

    /// <summary>Revision of a node: the last one that changed it, 0 when none has.</summary>
    public int RevisionOf(int node)
    {
        lock (_gate)
        {
            return 1 + _state.Revisions.FindLastIndex(revision => revision.Nodes.Contains(node));
        }
    }

    /// <summary>Why the run cannot go on with a changed document as it stands; null when it can.</summary>
    /// <param name="after">The plan of the changed document.</param>
    public Failure? Refuse(PlannedWorkflow after)
    {
        lock (_gate)
        {
            return RevisionRule.Refuse(Planned, after, _record.ResumeKey is not null, () => Unfit(new(Planned, after)));
        }
    }

    private string? Unfit(ScopeMatch match) => _state.Each is null
        ? new RevisionFit(match, RevisedState.SpreadOut(_state, match.Before.Plan.Outline), _results.Find).Refuse()
        : new EachFit(match, _state).Refuse();

    /// <summary>While it is read back: the plan of a revision that its journal is about to name.</summary>
    public async ValueTask KnowAsync(RunRevision revision, CancellationToken cancellation) =>
        _revisions[revision.Hash] = await _host.PlanOfAsync(_record, revision, cancellation).ConfigureAwait(false);

    /// <summary>While it is read back: what follows was written under this revision.</summary>
    public async ValueTask GoOnWithAsync(RunRevision revision, CancellationToken cancellation)
    {
        await KnowAsync(revision, cancellation).ConfigureAwait(false);
        var planned = _revisions[revision.Hash];
        if (!RevisionRule.IsSameShape(Planned, planned))
        {
            (Planned, _results) = (planned, new(planned.Needs, planned.Asked));
            _inputs = new(planned.Plan, _results);
        }
    }

    /// <summary>Under the run's lock: an answer that brings other nodes or edges is told to the decider of the plan that has them.</summary>
    private void Reshape(RunEvent happened)
    {
        if (happened is not RunEvent.PauseAnswered { Revision: { } revision } answer || answer.Mail <= _state.MailTaken || _state.Ending is not null
            || !_state.Pauses.ContainsKey(answer.Number) || RevisionRule.IsSameShape(Planned, _revisions[revision.Hash]))
        {
            return;
        }

        var after = _revisions[revision.Hash];
        var match = new ScopeMatch(Planned, after);
        var state = RevisedState.SpreadOut(_state, Planned.Plan.Outline);
        _state = RevisedState.Of(match, state, _results.Find);
        _results = _results.Revised(match, (scope, iteration) => state.Each is not null || state.Iterations.ContainsKey((scope, iteration)));
        _inputs = new(after.Plan, _results);
        Planned = after;
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

    /// <summary>
    /// Until nothing is out any more: what runs goes by the plan it was handed out from, and its answer by the places of its nodes there. While the run is paused nothing
    /// new is handed out.
    /// </summary>
    private Task QuietAsync(RunEvent.Message message)
    {
        lock (_gate)
        {
            return message is RunEvent.PauseAnswered { Revision: not null } answer && _state.Pauses.ContainsKey(answer.Number) && _state.Out.Count > 0
                ? (_quiet ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task
                : Task.CompletedTask;
        }
    }

    /// <summary>Under the run's lock: an event has been taken.</summary>
    private void NoteQuiet()
    {
        if (_quiet is not null && (_state.Out.Count == 0 || _state.HasEnded))
        {
            _quiet.SetResult();
            _quiet = null;
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
