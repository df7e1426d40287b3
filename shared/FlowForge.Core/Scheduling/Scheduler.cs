using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Scheduling;

/// <summary>
/// Starts what is due by the clock. It has no timer: a host looks in by <see cref="TickAsync"/>, as often as it likes. A start is recorded under the key of
/// its occurrence before the schedule is moved on, so that after a crash in between the occurrence comes again and gives the same run.
/// </summary>
public sealed class Scheduler(SchedulerParts parts) : ISchedules, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IReadOnlyList<LiveSchedule> _live = [];

    /// <summary>The next occurrence of any schedule, or null.</summary>
    public DateTimeOffset? Next => _live.Min(schedule => schedule.Next);

    /// <inheritdoc/>
    public async ValueTask ReplaceAsync(IReadOnlyList<PublishedWorkflow> published, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var known = (await parts.Schedules.ReadAsync(cancellation).ConfigureAwait(false)).ToDictionary(row => row.Trigger);
            var now = parts.Clock.GetUtcNow();
            List<LiveSchedule> live = [.. published.SelectMany(version => Of(version, known, now))];
            List<ScheduleRow> put = [.. live.Select(schedule => schedule.Row).Where(row => known.GetValueOrDefault(row.Trigger) != row)];
            List<TriggerId> delete = [.. known.Keys.Except(live.Select(schedule => schedule.Row.Trigger))];
            if (put.Count + delete.Count > 0)
            {
                await parts.Schedules.WriteAsync(put, delete).ConfigureAwait(false);
            }

            _live = live;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScheduleRow>> OfAsync(string workflowId, CancellationToken cancellation) =>
        new(_live.Where(schedule => schedule.Workflow.Id == workflowId).Select(schedule => schedule.Row).ToList());

    /// <summary>Starts what is due now, and what will be within <paramref name="ahead"/>. Gives how many runs were started.</summary>
    public async Task<int> TickAsync(TimeSpan ahead, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var now = parts.Clock.GetUtcNow();
            var due = _live.Where(schedule => schedule.IsDue(now + ahead)).ToList();
            var started = await Task.WhenAll(due.Select(schedule => StartAsync(schedule, now, ahead))).ConfigureAwait(false);

            // Also what could not be written the last time: its next occurrence may be years away, and the keys of starts are not kept that long.
            var moved = _live.Where(schedule => schedule.HasMoved).Select(schedule => (Schedule: schedule, schedule.Row)).ToList();
            if (moved.Count > 0)
            {
                await parts.Schedules.WriteAsync(moved.ConvertAll(one => one.Row), []).ConfigureAwait(false);
                moved.ForEach(one => one.Schedule.Keep(one.Row));
            }

            return started.Sum();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private IEnumerable<LiveSchedule> Of(PublishedWorkflow published, Dictionary<TriggerId, ScheduleRow> known, DateTimeOffset now)
    {
        foreach (var node in published.Workflow.Nodes)
        {
            if (node.Disabled || parts.Catalogue.Find(node) is not IScheduleKind kind)
            {
                continue;
            }

            var schedule = kind.Schedule(node, published.Workflow.Config.Timezone ?? "UTC");
            if (schedule.IsFailure)
            {
                parts.OnTrouble($"Node '{node.Id}' of workflow '{published.Workflow.Id}' has no schedule: {schedule.Failure.Message}", null);
                continue;
            }

            var trigger = new TriggerId(published.Workflow.Id, node.Id);
            var row = known.GetValueOrDefault(trigger);
            yield return new(
                published, node, kind, schedule.Value,
                row?.Definition == schedule.Value.Definition ? row : new(trigger, schedule.Value.Definition, now, null));
        }
    }

    private async Task<int> StartAsync(LiveSchedule schedule, DateTimeOffset now, TimeSpan ahead)
    {
        var started = 0;
        try
        {
            var due = DueOccurrences.Of(schedule.Schedule, schedule.Row.Through, now, ahead);
            if (due.IsCut)
            {
                parts.OnTrouble($"{schedule.Name} missed more than {Limits.MissedRuns} occurrences; the oldest are not made up for.", null);
            }

            foreach (var occurrence in due.Starts)
            {
                if (!await IsActiveAsync(schedule).ConfigureAwait(false) || await StartAsync(schedule, occurrence, now).ConfigureAwait(false) is not { } last)
                {
                    return started;
                }

                started += last.Failure is null ? 1 : 0;
                schedule.Advance(occurrence, last);
            }

            schedule.Advance(due.Through, null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            parts.OnTrouble($"{schedule.Name} could not start a run; trying again.", fault);
        }

        return started;
    }

    private async ValueTask<bool> IsActiveAsync(LiveSchedule schedule) =>
        await parts.Workflows.GetAsync(schedule.Workflow.Id, CancellationToken.None).ConfigureAwait(false) is { PublishedVersion: { } version }
        && version == schedule.Workflow.Version;

    /// <summary>What became of an occurrence; null when it is to be tried again.</summary>
    private async ValueTask<LastOccurrence?> StartAsync(LiveSchedule schedule, DateTimeOffset occurrence, DateTimeOffset now)
    {
        var started = await parts.Engine.StartAsync(schedule.Start(occurrence, now), CancellationToken.None).ConfigureAwait(false);
        if (!started.IsFailure)
        {
            return new(occurrence, started.Value.RunId, null);
        }

        if (started.Failure.Retryable)
        {
            return null;
        }

        parts.OnTrouble($"{schedule.Name} could not start a run: {started.Failure.Message}", null);
        return new(occurrence, null, started.Failure);
    }
}
