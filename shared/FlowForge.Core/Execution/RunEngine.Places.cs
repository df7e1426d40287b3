using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;

namespace FlowForge.Core.Execution;

/// <content>Runs that begin in their turn.</content>
public sealed partial class RunEngine
{
    private readonly Places _places = new();

    /// <summary>Runs that wait for a place.</summary>
    public int QueuedRuns => _places.Waiting;

    /// <summary>The run is recorded, QUEUED, before it is decided whether it begins, waits or gives way.</summary>
    private async ValueTask<Outcome<StartedRun>> StartInTurnAsync(
        StartRequest request, LiveRun run, RunPromises promises, List<PlaceClaim> claims)
    {
        var arrived = _places.Arrive(claims[0], claims.Count > 1 ? claims[1] : null);
        if (arrived.IsFailure)
        {
            return arrived.Failure;
        }

        run.Queue(arrived.Value);
        try
        {
            await run.PrepareAsync(request.Items, request.TraceParent).ConfigureAwait(false);
            _open[run.Id] = new(run, promises);
            Interlocked.Increment(ref _atWork);
            await run.RecordAsync().ConfigureAwait(false);
        }
        catch
        {
            Remove(run);
            throw;
        }

        if (run.Existing is { } existing)
        {
            Remove(run);
            return Repeated(existing, request.BodyHash);
        }

        if (await _places.DecideAsync(arrived.Value, run).ConfigureAwait(false) == SeatState.Skipped)
        {
            await promises.Ended.Task.ConfigureAwait(false);
        }

        return new StartedRun(run.Id, false, promises.Replied.Task, promises.Ended.Task);
    }

    /// <summary>The run is recorded as failed and not started.</summary>
    private async ValueTask<Outcome<StartedRun>> FailAtStartAsync(StartRequest request, LiveRun run, RunPromises promises, Failure failure)
    {
        await run.PrepareAsync(request.Items, request.TraceParent).ConfigureAwait(false);
        _open[run.Id] = new(run, promises);
        Interlocked.Increment(ref _atWork);
        run.Fail(failure);
        await promises.Ended.Task.ConfigureAwait(false);
        return run.Existing is { } existing ? Repeated(existing, request.BodyHash) : new StartedRun(run.Id, false, promises.Replied.Task, promises.Ended.Task);
    }

    /// <summary>Runs that have a place or wait for one go on together, in the order in which they came; they are never parked.</summary>
    private void Resume(List<LiveRun> runs)
    {
        _places.Restore(
            runs.Where(run => run.Ticket is not null).Select(run => (run.Ticket!, (ISeated)run, !run.IsQueued)),
            static (run, seat) => ((LiveRun)run).Seat = seat,
            () => runs.Where(run => !run.IsQueued).ToList().ForEach(run => run.Resume()));
    }

    private void Remove(LiveRun run)
    {
        if (_open.TryRemove(run.Id, out _))
        {
            Interlocked.Decrement(ref _atWork);
        }

        if (run.Seat is { } seat)
        {
            _places.Leave(seat);
        }
    }
}
