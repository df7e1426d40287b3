using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Forks;

/// <summary>Writes forks: a new run whose journal begins with what it keeps of another one (semantics 8). It begins as a run begins that its host left.</summary>
internal sealed class RunForks(EngineParts parts, PlanCache plans)
{
    /// <summary>Writes a fork of a run whose journal is durable as far as it goes.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="source">The run to fork.</param>
    /// <param name="rule">The plan its results were recorded with.</param>
    /// <param name="seat">Gives the fork's row once it stands in the line of its concurrency key, if it has one; null where forks need no place.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async ValueTask<WrittenFork> WriteAsync(
        ForkRequest request, RunRecord source, PlannedWorkflow rule, Func<ForkStart, ValueTask<Outcome<SeatedFork>>>? seat, CancellationToken cancellation)
    {
        var (document, part) = (request.Document, request.Part ?? source.Part);
        if ((request.Trigger ?? source.Trigger) != source.Trigger || (request.FromNode is not null && document is not null && document.Workflow.Id != source.WorkflowId))
        {
            return Refused(Failure.Of(ForkResult.Incompatible, $"Run {source.Id} is of trigger '{source.Trigger}' of workflow '{source.WorkflowId}', not of the one that is to run."));
        }

        var into = document is null && part == source.Part ? rule
            : plans.Get(document?.Workflow ?? rule.Plan.Workflow, document?.Hash ?? source.Hash, source.Trigger, part);
        if (into.IsFailure)
        {
            return Refused(into.Failure.Code == "run.unknownTrigger" ? Incompatible([source.Trigger]) with { NodeId = source.Trigger } : into.Failure);
        }

        if (await CredentialPresence.MissingAsync(parts, into.Value, cancellation).ConfigureAwait(false) is { } missing)
        {
            return Refused(missing);
        }

        if (await PinnedOutput.RefuseForeignAsync(new(parts.Runs, source.Family), into.Value, cancellation).ConfigureAwait(false) is { } foreign)
        {
            return Refused(foreign);
        }

        var recorded = await RecordedRun.OpenAsync(parts, source, cancellation).ConfigureAwait(false);
        var planning = new ForkPlanning(parts, recorded, rule, into.Value);
        var frame = request.FromNode is null ? await recorded.FindFrameAsync(request.FromFrame, cancellation).ConfigureAwait(false) : null;
        var fork = request.FromNode is { } node ? await planning.FromNodeAsync(node, request.Items).ConfigureAwait(false)
            : frame is not null ? await planning.FromFrameAsync(frame, request.Items).ConfigureAwait(false)
            : Failure.Of("frame.unknown", $"Run {source.Id} has no frame {request.FromFrame}.");
        if (fork.IsFailure)
        {
            return Refused(fork.Failure);
        }

        var run = source with
        {
            Id = parts.Ids.NewRunId(),
            Version = document?.Version ?? source.Version,
            Hash = document?.Hash ?? source.Hash,
            Part = part,
            Mode = request.Mode ?? source.Mode,
            Status = RunStatus.Running,
            StartedAt = parts.Clock.GetUtcNow(),
            EndedAt = null,
            Failure = null,
            OutputSequence = null,
            ForkedFrom = source.Id,
            WorkflowName = into.Value.Plan.Workflow.Name,
            ExpiresAt = null,

            // Whoever called the source hears of the source's end; its place and the addresses of its waits are its own.
            Caller = null,
            Ticket = null,
            ResumeKey = into.Value.NextWaits.Any ? parts.Ids.NewToken() : null,
        };
        var worked = fork.Value with { IsTest = run.IsTest, IsCut = part.UpTo is not null, Healing = request.Healing };
        var survey = await ForkSurvey.OfAsync(worked, cancellation).ConfigureAwait(false);
        if (survey.Incompatible.Count > 0)
        {
            return new WrittenFork.Refused(new ForkResult.Refused(Incompatible(survey.Incompatible), survey.Incompatible));
        }

        var seated = seat is null ? new SeatedFork(run, null) : await seat(new(run, into.Value, await FirstItemAsync(worked, cancellation).ConfigureAwait(false))).ConfigureAwait(false);
        return seated.IsFailure
            ? Refused(seated.Failure)
            : await WriteAsync(worked, survey, seated.Value, request.Key is { } key ? new(key, request.BodyHash, run.Id, run.StartedAt) : null, cancellation).ConfigureAwait(false);
    }

    /// <summary>The first item that the fork is started with, or none.</summary>
    private static async ValueTask<ItemList> FirstItemAsync(Fork fork, CancellationToken cancellation)
    {
        var start = fork.Start;
        if (start is null)
        {
            await foreach (var entry in fork.Source.EntriesAsync(cancellation).ConfigureAwait(false))
            {
                start = entry as StartEntry;
                break;
            }
        }

        return start is null ? ItemList.Empty : ItemList.Of(await start.Items.Items.ReadAsync(0, 1, cancellation).ConfigureAwait(false));
    }

    private async ValueTask<WrittenFork> WriteAsync(Fork fork, ForkSurvey survey, SeatedFork seated, StartRow? start, CancellationToken cancellation)
    {
        var run = seated.Run;
        var writer = new ForkWriter(parts, run, start);
        var kept = fork.Keep(survey.LastNumber + 1);
        await foreach (var entry in fork.Source.EntriesAsync(cancellation).ConfigureAwait(false))
        {
            foreach (var taken in entry switch
            {
                StartEntry begins => Begin(fork, survey, begins, kept.Beginning),
                InputEntry input => survey.Inputs.Contains(input.Sequence) ? [input] : [],
                _ => kept.Take(entry),
            })
            {
                await writer.AddAsync(taken).ConfigureAwait(false);
            }
        }

        foreach (var last in (fork.Result is { } result ? kept.Give(result) : []).Concat(kept.End(run.StartedAt)))
        {
            await writer.AddAsync(last).ConfigureAwait(false);
        }

        if (seated.Failure is { } failure)
        {
            await writer.AddAsync(new EventEntry(new RunEvent.Aborted(failure))).ConfigureAwait(false);
        }

        return await writer.EndAsync().ConfigureAwait(false) is { } existing ? new WrittenFork.Repeated(existing)
            : await IsWholeAsync(run).ConfigureAwait(false) ? new WrittenFork.Written(run)
            : Refused(Failure.Of("run.unknown", $"Run {run.ForkedFrom} was deleted meanwhile."));
    }

    private static IEnumerable<JournalEntry> Begin(Fork fork, ForkSurvey survey, StartEntry begins, JournalEntry beginning)
    {
        yield return begins with { Items = fork.Start?.Items ?? begins.Items, Healing = fork.Healing ?? begins.Healing };
        yield return beginning;
        if (fork.Input is { } input)
        {
            yield return input with { Sequence = survey.LowestInput - 1 };
        }
    }

    /// <summary>
    /// A source that is there once the fork is there too has kept the family's pages alive; if it is gone, some may have gone with it, and the fork goes as well.
    /// </summary>
    private async ValueTask<bool> IsWholeAsync(RunRecord run)
    {
        if (await parts.Runs.GetRunAsync(run.ForkedFrom!, CancellationToken.None).ConfigureAwait(false) is not null)
        {
            return true;
        }

        await parts.Runs.WriteAsync(new() { Run = run with { Status = RunStatus.Cancelled, EndedAt = run.StartedAt } }).ConfigureAwait(false);
        await parts.Runs.DeleteRunAsync(run.Id, CancellationToken.None).ConfigureAwait(false);
        return false;
    }

    private static WrittenFork.Refused Refused(Failure failure) => new(ForkResult.Of(failure));

    private static Failure Incompatible(IReadOnlyList<string> nodes) => Failure.Of(
        ForkResult.Incompatible, $"Results of {string.Join(", ", nodes)} would be kept, and the workflow has these nodes no longer, or with another kind or other edges.");
}

/// <summary>A fork that has been worked out, before it is written.</summary>
/// <param name="Run">Its row.</param>
/// <param name="Planned">Its plan.</param>
/// <param name="First">The first item it is started with.</param>
internal sealed record ForkStart(RunRecord Run, PlannedWorkflow Planned, ItemList First);

/// <summary>A fork that stands in the line of its concurrency key, or has none.</summary>
/// <param name="Run">Its row.</param>
/// <param name="Failure">Why its key could not be evaluated, so that the fork is recorded and fails; else null.</param>
internal sealed record SeatedFork(RunRecord Run, Failure? Failure);

/// <summary>How the writing of a fork ended.</summary>
internal abstract record WrittenFork
{
    private WrittenFork()
    {
    }

    /// <summary>The fork is durable.</summary>
    public sealed record Written(RunRecord Run) : WrittenFork;

    /// <summary>Its key had given a run before.</summary>
    public sealed record Repeated(StartRow Start) : WrittenFork;

    /// <summary>Nothing is recorded.</summary>
    public sealed record Refused(ForkResult Result) : WrittenFork;
}
