using System.Runtime.CompilerServices;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;
using FlowForge.Core.State;

namespace FlowForge.Core.Driven;

/// <summary>
/// Starts runs that are driven elsewhere, and tells of them from the store. A start is a row first, and then an instance; a row whose instance is missing
/// gets one from <see cref="DrivenWatch"/>. Whoever waits for an answer reads rows, at 50 ms and then less often, and never an instance.
/// </summary>
public sealed partial class DrivenEngine : IRunEngine, IRunHost
{
    private readonly EngineParts _parts;
    private readonly IRunInstances _instances;
    private readonly PlanCache _plans;
    private readonly RunForks _forks;
    private readonly FrameReader _frames;
    private readonly HandOutWindow _window = new(1);

    /// <summary>An engine over a host's parts.</summary>
    public DrivenEngine(EngineParts parts, IRunInstances instances, IPlaceLines lines)
    {
        (_parts, _instances, _lines) = (parts, instances, lines);
        _plans = new(parts);
        _forks = new(parts, _plans);
        _waits = new(parts, _plans, GetAsync);
        _frames = new(parts.Runs, parts.Pages);
        Runs = new(parts, _plans, instances, lines, new(parts, this, CalledByAsync, _frames));
        Turns = new(parts, this, lines);
    }

    /// <summary>What the activities do.</summary>
    public DrivenRuns Runs { get; }

    /// <inheritdoc/>
    public string NewRunId() => _parts.Ids.NewRunId();

    /// <summary>As <see cref="IRunEngine.StartAsync"/>. Further failure: <c>plan.tooLargeForHost</c>.</summary>
    public async ValueTask<Outcome<StartedRun>> StartAsync(StartRequest request, CancellationToken cancellation)
    {
        var planned = _plans.Get(request.Workflow, request.Hash, request.Trigger, request.Part);
        if (planned.IsFailure)
        {
            return planned.Failure;
        }

        if (planned.Value.Pins[0] is { } pinned)
        {
            request = request with { Items = pinned.Ports[0] };
        }

        if (_instances.Refuse(planned.Value.Plan.Outline) is { } refused)
        {
            return refused;
        }

        if (await CredentialPresence.MissingAsync(_parts, planned.Value, cancellation).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        var id = request.RunId ?? NewRunId();
        if ((ItemPages.TooLarge(request.Items) ?? await RunEngine.ForeignAsync(new(_parts.Runs, id), request.Items, planned.Value, cancellation).ConfigureAwait(false)) is { } failure)
        {
            return failure;
        }

        var variables = _parts.Variables is { } known ? await known.CurrentAsync(cancellation).ConfigureAwait(false) : VariableSet.Empty;
        using var run = NewRun(id, request, planned.Value, variables);
        var claims = await PlaceClaims.OfAsync(request, run, _parts.Clock, cancellation).ConfigureAwait(false);
        if (!claims.IsFailure && await IsFullAsync(claims.Value, cancellation).ConfigureAwait(false))
        {
            return PlaceClaims.Full;
        }

        await run.PrepareAsync(request.Items, request.TraceParent).ConfigureAwait(false);
        if (claims.IsFailure)
        {
            run.FailBeforeItBegins(claims.Failure);
        }
        else if (claims.Value.Count > 0 || request.At is not null)
        {
            run.Queue(TicketOf(run.Record, claims.Value));
        }

        await run.RecordAsync().ConfigureAwait(false);
        if (run.Existing is { } existing)
        {
            return await RepeatedAsync(existing, request.BodyHash, cancellation).ConfigureAwait(false);
        }

        _parts.Meter?.Started(run.Record);
        _parts.Log?.Started(run.Record);
        await FollowUpAsync(run.Record, planned.Value, request, claims.Failure).ConfigureAwait(false);
        return Started(id, isRepeat: false, polls: !request.RecordFirst);
    }

    /// <inheritdoc/>
    public async ValueTask<ForkResult> ForkAsync(ForkRequest request, CancellationToken cancellation)
    {
        if (request.Key is { } key && await _parts.Runs.GetStartAsync(key, cancellation).ConfigureAwait(false) is { } existing)
        {
            return await RepeatedForkAsync(existing, request.BodyHash, cancellation).ConfigureAwait(false);
        }

        if (await _parts.Runs.GetRunAsync(request.Source, cancellation).ConfigureAwait(false) is not { } source)
        {
            return ForkResult.Of(Failure.Of("run.unknown", $"There is no run '{request.Source}'."));
        }

        var (rule, asked) = await RevisedAsync(source, request, cancellation).ConfigureAwait(false);
        switch (await _forks.WriteAsync(asked, source, rule, start => SeatAsync(start, cancellation), cancellation).ConfigureAwait(false))
        {
            case WrittenFork.Refused refused:
                return refused.Result;
            case WrittenFork.Repeated repeated:
                return await RepeatedForkAsync(repeated.Start, request.BodyHash, cancellation).ConfigureAwait(false);
            case WrittenFork.Written written:
                await FollowUpAsync(written.Run, cancellation).ConfigureAwait(false);
                return new ForkResult.Forked(Started(written.Run.Id, isRepeat: false, polls: false));
            case var other:
                throw new InvalidOperationException($"No way to answer {other}.");
        }
    }

    /// <summary>Sees to it that a recorded run that has not ended has an instance, and rings at its door; one that failed before it began is ended.</summary>
    public async Task TakeUpAsync(RunRecord run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run is { Status: RunStatus.Queued, Ticket: null } && await GivenAsync(run, cancellation).OfType<RunEvent.Aborted>().FirstOrDefaultAsync(cancellation).ConfigureAwait(false) is { Failure: { } failure })
        {
            await Runs.FailAtStartAsync(run.Id, failure).ConfigureAwait(false);
            return;
        }

        var planned = await _plans.OfAsync(run, cancellation).ConfigureAwait(false);
        await ScheduleAsync(run, planned, null, await GivenAsync(run, planned, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        await _instances.RingAsync(run.Id, cancellation).ConfigureAwait(false);
    }

    void IRunHost.Ended(LiveRun run)
    {
    }

    void IRunHost.Arm(string runId, int number, DateTimeOffset until)
    {
    }

    void IRunHost.Disarm(string runId, int number)
    {
    }

    void IRunHost.Ring(string runId)
    {
    }

    private Task ScheduleAsync(RunRecord run, PlannedWorkflow planned, DateTimeOffset? at, RunState? state) => _instances.ScheduleAsync(
        new(run, planned.Plan.Outline, planned.Plan.Workflow.Config.TimeoutSeconds, at, state), CancellationToken.None);

    /// <summary>The state of a fork, all that is given told; null for other runs.</summary>
    private async Task<RunState?> GivenAsync(RunRecord run, PlannedWorkflow planned, CancellationToken cancellation)
    {
        if (run.ForkedFrom is null)
        {
            return null;
        }

        var (state, commands) = (planned.Decider.Begin(), new List<RunCommand>());
        await foreach (var happened in GivenAsync(run, cancellation).ConfigureAwait(false))
        {
            planned.Decider.Apply(state, happened, commands);
            commands.Clear();
        }

        return state;
    }

    /// <summary>What stands in the journal of a run that has not begun.</summary>
    private async IAsyncEnumerable<RunEvent> GivenAsync(RunRecord run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int page = 64;
        var reader = new SegmentReader(_parts.Pages, run.Family);
        for (var (from, rows) = (0, (IReadOnlyList<SegmentRow>)[]); from == 0 || rows.Count == page; from = rows[^1].Ordinal + 1)
        {
            rows = await _parts.Runs.ReadSegmentsAsync(run.Id, from, page, cancellation).ConfigureAwait(false);
            // A message is no part of what is given, but of what became of it.
            foreach (var entry in rows.SelectMany(reader.Read).OfType<EventEntry>().Where(static entry => entry.Event is not RunEvent.Message))
            {
                yield return entry.Event;
            }

            if (rows.Count == 0 || rows[^1].Ordinal == int.MaxValue)
            {
                yield break;
            }
        }
    }

    private async ValueTask<ForkResult> RepeatedForkAsync(StartRow existing, string bodyHash, CancellationToken cancellation)
    {
        var first = await RepeatedAsync(existing, bodyHash, cancellation).ConfigureAwait(false);
        return first.IsFailure ? ForkResult.Of(first.Failure) : new ForkResult.Forked(first.Value);
    }

    private async ValueTask<Outcome<StartedRun>> RepeatedAsync(StartRow existing, string bodyHash, CancellationToken cancellation)
    {
        if (existing.BodyHash != bodyHash)
        {
            return Failure.Of("start.keyReused", "This key has started another run with another body.");
        }

        if (await _parts.Runs.GetRunAsync(existing.RunId, cancellation).ConfigureAwait(false) is null)
        {
            throw new StoreFault($"Run {existing.RunId} is named by a start and does not exist.");
        }

        return Started(existing.RunId, isRepeat: true, polls: true);
    }

    private LiveRun NewRun(string id, StartRequest request, PlannedWorkflow planned, VariableSet variables)
    {
        var (record, start) = Execution.NewRun.Of(id, request, planned, _parts);
        return new(_parts, _window, planned, record, start, request.Active, this, new())
        {
            Variables = variables,
            Healing = request.Healing ?? request.Workflow.Config.Healing ?? Healing.Off,
        };
    }
}
