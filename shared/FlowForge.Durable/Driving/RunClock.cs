using FlowForge.Core.Failures;

namespace FlowForge.Durable.Driving;

/// <summary>Running time of the run: hand-outs are out; waits do not count (semantics 7).</summary>
internal sealed class RunClock(IOrchestration context, double? limitSeconds, double ranSeconds)
{
    private DateTimeOffset? _since;
    private TimeSpan _ran = TimeSpan.FromSeconds(ranSeconds);

    /// <summary>Running time so far.</summary>
    public TimeSpan Ran => _since is { } since ? _ran + (context.Now - since) : _ran;

    /// <summary>When the run has passed its time, if nothing changes until then; null when it has none, or does not run.</summary>
    public DateTimeOffset? Deadline => limitSeconds is { } limit && _since is { } since ? since + TimeSpan.FromSeconds(limit) - _ran : null;

    /// <summary>The failure of a run that has passed its time.</summary>
    public Failure TimedOut => Failure.Of(FailureCodes.RunTimeout, $"The run did not end within {limitSeconds} s of running time.");

    /// <summary>Says whether a hand-out is out.</summary>
    public void Set(bool isRunning)
    {
        if (isRunning != _since is not null)
        {
            (_ran, _since) = (Ran, isRunning ? context.Now : null);
        }
    }
}
