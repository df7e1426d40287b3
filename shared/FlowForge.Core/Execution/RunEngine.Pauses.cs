using System.Globalization;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Pauses, and what people answer to them.</content>
public sealed partial class RunEngine
{
    /// <inheritdoc/>
    public IReadOnlyList<NodePause> Pauses(string runId) =>
        _open.TryGetValue(runId, out var open) ? open.Waits.Select(row => row.Pause).OfType<NodePause>().ToList() : [];

    /// <inheritdoc/>
    public async ValueTask<PauseResult> AnswerPauseAsync(string runId, string pauseId, PauseAnswer answer, CancellationToken cancellation)
    {
        if (answer.Type != PauseAnswerType.Apply)
        {
            return await AnswerAsync(runId, pauseId, answer, cancellation).ConfigureAwait(false);
        }

        await _revising.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await AnswerAsync(runId, pauseId, answer, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _revising.Release();
        }
    }

    private async ValueTask<PauseResult> AnswerAsync(string runId, string pauseId, PauseAnswer answer, CancellationToken cancellation)
    {
        if (await GetAsync(runId, cancellation).ConfigureAwait(false) is not { } run)
        {
            return new PauseResult.Unknown(IsRun: false);
        }

        if (run.HasEnded)
        {
            return new PauseResult.Over(HasEnded: true);
        }

        if (Pauses(runId).FirstOrDefault(pause => pause.Id == pauseId) is not { } pause)
        {
            return await WasAnsweredAsync(runId, pauseId, cancellation).ConfigureAwait(false)
                ? new PauseResult.Over(HasEnded: false)
                : new PauseResult.Unknown(IsRun: true);
        }

        if (!pause.Takes(answer.Type))
        {
            return new PauseResult.Refused(Failure.Of(
                "resume.wrongAnswer",
                pause.Failure is null
                    ? $"The run pauses before '{pause.Node}' and takes continue, apply, skip or items; cancel it to end it."
                    : $"The run pauses at a failure of '{pause.Node}' and takes retry, apply, skip, items or fail."));
        }

        if (answer.Items is { } items && await RefusedAsync(run, pause, items, cancellation).ConfigureAwait(false) is { } refused)
        {
            return new PauseResult.Refused(refused);
        }

        cancellation.ThrowIfCancellationRequested();
        if (_open.TryGetValue(runId, out var open) && open.Live is { } live)
        {
            // The pause is durable before its answer: a host that dies now comes to this very pause again, and finds the answer behind it.
            await live.RecordAsync().ConfigureAwait(false);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{pauseId}/{(int)answer.Type}");
        var content = answer.Items is null ? default : ItemPages.Write(answer.Items);
        if (answer.Type == PauseAnswerType.Apply)
        {
            var revision = await ReviseAsync(run, answer.Operations, cancellation).ConfigureAwait(false);
            if (revision.IsFailure)
            {
                return new PauseResult.Refused(revision.Failure);
            }

            content = RunRevisionJson.Text(revision.Value);
        }

        var result = await PostAsync(new(
            runId, MailRow.PauseAnswerId(pauseId), MailKind.PauseAnswer, name, content, _parts.Clock.GetUtcNow())).ConfigureAwait(false);
        switch (result)
        {
            case MailResult.Added:
                await GoneAsync(runId, pauseId, cancellation).ConfigureAwait(false);
                return new PauseResult.Taken();
            case MailResult.UnknownRun:
                return new PauseResult.Unknown(IsRun: false);
            case MailResult.Full:
                return new PauseResult.Full();
            default:
                return new PauseResult.Over(result == MailResult.EndedRun);
        }
    }

    private async ValueTask<bool> WasAnsweredAsync(string runId, string pauseId, CancellationToken cancellation)
    {
        var id = MailRow.PauseAnswerId(pauseId);
        for (var after = 0; await _parts.Runs.ReadMailAsync(runId, after, Limits.ListMost, cancellation).ConfigureAwait(false) is { Count: > 0 } rows; after = rows[^1].Ordinal)
        {
            if (rows.Any(row => row.Id == id))
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<Failure?> RefusedAsync(
        RunRecord run, NodePause pause, IReadOnlyDictionary<string, IReadOnlyList<Item>> items, CancellationToken cancellation)
    {
        var planned = await PlanOfAsync(run, cancellation).ConfigureAwait(false);
        var ports = planned.Plan.FindById(pause.Node)!.OutputPorts;
        var binaries = new FamilyBinaries(_parts.Runs, run.Family);
        foreach (var (port, given) in items)
        {
            var refused = !ports.Contains(port)
                ? Failure.Of("resume.unknownPort", $"Node '{pause.Node}' has no output port '{port}'; it has {string.Join(", ", ports)}.")
                : ItemPages.TooLarge(given) ?? await binaries.RefuseForeignAsync(given, cancellation).ConfigureAwait(false);
            if (refused is not null)
            {
                return refused with { NodeId = pause.Node };
            }
        }

        return null;
    }

    /// <summary>Until the run has taken the answer, so that who answered sees it go on; the answer itself is durable already.</summary>
    private async ValueTask GoneAsync(string runId, string pauseId, CancellationToken cancellation)
    {
        while (_open.TryGetValue(runId, out var open))
        {
            var change = open.NextChange;
            if (Pauses(runId).All(pause => pause.Id != pauseId))
            {
                return;
            }

            try
            {
                await change.WaitAsync(TimeSpan.FromSeconds(2), _parts.Clock, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return;
            }
        }
    }
}
