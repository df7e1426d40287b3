using System.Text;
using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Execution;

/// <content>Forks.</content>
public sealed partial class RunEngine
{
    private readonly RunForks _forks;

    /// <inheritdoc/>
    public async ValueTask<ForkResult> ForkAsync(ForkRequest request, CancellationToken cancellation)
    {
        if (_isStopping)
        {
            return ForkResult.Of(Stopping);
        }

        if (request.Key is { } key && await _parts.Runs.GetStartAsync(key, cancellation).ConfigureAwait(false) is { } existing)
        {
            return RepeatedFork(existing, request.BodyHash);
        }

        if (_open.TryGetValue(request.Source, out var open) && open.Live is { } live)
        {
            await live.RecordAsync().ConfigureAwait(false);
        }

        if (await _parts.Runs.GetRunAsync(request.Source, cancellation).ConfigureAwait(false) is not { } source)
        {
            return ForkResult.Of(Failure.Of("run.unknown", $"There is no run '{request.Source}'."));
        }

        if (request.Document is null && await FindRevisionAsync(source, null, cancellation).ConfigureAwait(false) is { } revision)
        {
            // A run that was changed in flight is forked with what it went on with.
            var revised = (await _plans.OfAsync(source, revision, cancellation).ConfigureAwait(false)).Plan.Workflow;
            var hash = WorkflowJson.Hash(revised);
            await _parts.Workflows.PinAsync(hash, Encoding.UTF8.GetString(WorkflowJson.Write(revised with { Version = 0 })), cancellation).ConfigureAwait(false);
            request = request with { Document = new(revised, hash, source.Version) };
        }

        var rule = await PlanOfAsync(source, cancellation).ConfigureAwait(false);
        return await _forks.WriteAsync(request, source, rule, cancellation).ConfigureAwait(false) switch
        {
            WrittenFork.Refused refused => refused.Result,
            WrittenFork.Repeated repeated => RepeatedFork(repeated.Start, request.BodyHash),
            WrittenFork.Written written => new ForkResult.Forked(TakeUp(written.Run)),
            var other => throw new InvalidOperationException($"No way to answer {other}."),
        };
    }

    /// <summary>Goes on with a run that is recorded, as after a restart.</summary>
    private StartedRun TakeUp(RunRecord record)
    {
        var open = Park(record, []);
        NoteStart(record);
        _ = open.WakeAsync(WakeAsync).AsTask();
        return new(record.Id, false, open.Promises.Replied.Task, open.Promises.Ended.Task);
    }

    private ForkResult RepeatedFork(StartRow existing, string bodyHash)
    {
        var first = Repeated(existing, bodyHash);
        return first.IsFailure ? ForkResult.Of(first.Failure) : new ForkResult.Forked(first.Value);
    }
}
