using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Ports;

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

        if (_live.TryGetValue(request.Source, out var live))
        {
            await live.RecordAsync().ConfigureAwait(false);
        }

        if (await _parts.Runs.GetRunAsync(request.Source, cancellation).ConfigureAwait(false) is not { } source)
        {
            return ForkResult.Of(Failure.Of("run.unknown", $"There is no run '{request.Source}'."));
        }

        var rule = await PlanAsync(source, cancellation).ConfigureAwait(false);
        return await _forks.WriteAsync(request, source, rule, cancellation).ConfigureAwait(false) switch
        {
            WrittenFork.Refused refused => refused.Result,
            WrittenFork.Repeated repeated => RepeatedFork(repeated.Start, request.BodyHash),
            WrittenFork.Written written => new ForkResult.Forked(await TakeUpAsync(written.Run).ConfigureAwait(false)),
            var other => throw new InvalidOperationException($"No way to answer {other}."),
        };
    }

    /// <summary>Goes on with a run that is recorded, as after a restart. Once it is recorded it must not be left lying, so a broken store is tried again.</summary>
    private async ValueTask<StartedRun> TakeUpAsync(RunRecord record)
    {
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause *= 2)
        {
            try
            {
                var run = await LoadAsync(record, CancellationToken.None).ConfigureAwait(false);
                _live[run.Id] = run;
                run.Resume();
                return new(run.Id, false, run.Replied, run.Ended);
            }
            catch (StoreFault fault) when (!_isStopping && pause < TimeSpan.FromSeconds(5))
            {
                _parts.OnFault($"Run {record.Id} could not be taken up; trying again.", fault);
            }

            await Task.Delay(pause, _parts.Clock).ConfigureAwait(false);
        }
    }

    private ForkResult RepeatedFork(StartRow existing, string bodyHash)
    {
        var first = Repeated(existing, bodyHash);
        return first.IsFailure ? ForkResult.Of(first.Failure) : new ForkResult.Forked(first.Value);
    }
}
