using System.Collections.Concurrent;
using System.Text;
using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Starts;

namespace FlowForge.Core.Execution;

/// <content>Forks.</content>
public sealed partial class RunEngine
{
    private readonly RunForks _forks;

    /// <summary>Forks that are being written, by id: who repeats one, or sends it a message, finds it in the store before this host has taken it up.</summary>
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _begun = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask<ForkResult> ForkAsync(ForkRequest request, CancellationToken cancellation)
    {
        if (_isStopping)
        {
            return ForkResult.Of(Stopping);
        }

        if (request.Key is { } key && await _parts.Runs.GetStartAsync(key, cancellation).ConfigureAwait(false) is { } existing)
        {
            return await RepeatedForkAsync(existing, request.BodyHash).ConfigureAwait(false);
        }

        if (_open.TryGetValue(request.Source, out var open) && open.Live is { } live)
        {
            await live.RecordAsync().ConfigureAwait(false);
        }

        if (await _parts.Runs.GetRunAsync(request.Source, cancellation).ConfigureAwait(false) is not { } source)
        {
            return ForkResult.Of(Failure.Of("run.unknown", $"There is no run '{request.Source}'."));
        }

        // Of a run that was changed in flight, all that it has fits what it went on with.
        var revision = await FindRevisionAsync(source, null, cancellation).ConfigureAwait(false);
        var rule = revision is null ? await PlanOfAsync(source, cancellation).ConfigureAwait(false) : await _plans.OfAsync(source, revision, cancellation).ConfigureAwait(false);
        if (request.Document is null && revision is not null)
        {
            // The fork goes on with that too, as a document of its own.
            var revised = rule.Plan.Workflow;
            var hash = WorkflowJson.Hash(revised);
            await _parts.Workflows.PinAsync(hash, Encoding.UTF8.GetString(WorkflowJson.Write(revised with { Version = 0 })), cancellation).ConfigureAwait(false);
            request = request with { Document = new(revised, hash, source.Version) };
        }

        var (seat, id, failsAtOnce) = (default(Seat), "", false);
        try
        {
            switch (await _forks.WriteAsync(request, source, rule, SeatAsync, cancellation).ConfigureAwait(false))
            {
                case WrittenFork.Refused refused:
                    return refused.Result;
                case WrittenFork.Repeated repeated:
                    // The first one may stand behind this one in the line, and is waited for.
                    Leave();
                    return await RepeatedForkAsync(repeated.Start, request.BodyHash).ConfigureAwait(false);
                case WrittenFork.Written fork when seat is null:
                    return new ForkResult.Forked(await TakeUpAsync(fork.Run, failsAtOnce).ConfigureAwait(false));
                case WrittenFork.Written fork:
                    var taken = seat;
                    seat = null;
                    return new ForkResult.Forked(await TakeUpInTurnAsync(fork.Run, taken).ConfigureAwait(false));
                case var other:
                    throw new InvalidOperationException($"No way to answer {other}.");
            }
        }
        finally
        {
            Leave();
            if (_begun.TryRemove(id, out var begun))
            {
                begun.SetResult();

                // Its row could be written to before there was anybody to ring for.
                Ring(id);
            }
        }

        async ValueTask<Outcome<SeatedFork>> SeatAsync(ForkStart start)
        {
            id = start.Run.Id;
            _begun[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (await PlaceClaims.OfAsync(start, _parts, cancellation).ConfigureAwait(false) is not { } claim)
            {
                return new SeatedFork(start.Run, null);
            }

            if (claim.IsFailure)
            {
                failsAtOnce = true;
                return new SeatedFork(start.Run, claim.Failure);
            }

            var arrived = _places.Arrive(claim.Value, null);
            if (arrived.IsFailure)
            {
                return arrived.Failure;
            }

            seat = arrived.Value;
            return new SeatedFork(start.Run with { Status = RunStatus.Queued, Ticket = seat.Ticket }, null);
        }

        void Leave()
        {
            if (seat is not null)
            {
                _places.Leave(seat);
                seat = null;
            }
        }
    }

    /// <summary>A fork that is recorded, QUEUED: it begins, waits or gives way like any other run of its key.</summary>
    private async Task<StartedRun> TakeUpInTurnAsync(RunRecord record, Seat seat)
    {
        var promises = new RunPromises();
        var run = default(LiveRun);
        try
        {
            run = await LoadAsync(record, promises, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            if (run is null)
            {
                // It is recorded: the next start of the host takes it up.
                _places.Leave(seat);
            }
        }

        run.Seat = seat;
        _open[run.Id] = new(run, promises);
        NoteStart(record);
        if (await _places.DecideAsync(seat, run).ConfigureAwait(false) == SeatState.Skipped)
        {
            await promises.Ended.Task.ConfigureAwait(false);
        }

        return new(record.Id, false, promises.Replied.Task, promises.Ended.Task);
    }

    /// <summary>Goes on with a run that is recorded, as after a restart; to its end when it fails at once.</summary>
    private async ValueTask<StartedRun> TakeUpAsync(RunRecord record, bool failsAtOnce)
    {
        var open = Park(record, []);
        NoteStart(record);
        _ = open.WakeAsync(WakeAsync).AsTask();
        if (failsAtOnce)
        {
            await open.Promises.Ended.Task.ConfigureAwait(false);
        }

        return new(record.Id, false, open.Promises.Replied.Task, open.Promises.Ended.Task);
    }

    private async ValueTask<ForkResult> RepeatedForkAsync(StartRow existing, string bodyHash)
    {
        if (_begun.TryGetValue(existing.RunId, out var begun))
        {
            await begun.Task.ConfigureAwait(false);
        }

        var first = Repeated(existing, bodyHash);
        return first.IsFailure ? ForkResult.Of(first.Failure) : new ForkResult.Forked(first.Value);
    }
}
