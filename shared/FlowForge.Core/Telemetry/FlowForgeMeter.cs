using System.Diagnostics.Metrics;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Telemetry;

/// <summary>
/// The metrics of one host. Rooms put their instruments on <see cref="Meter"/>; who listens to the meter of this name gets them, and when nobody does
/// an instrument costs a look at a flag.
/// </summary>
public sealed class FlowForgeMeter : IDisposable
{
    /// <summary>Name of the meter, and of the source of traces.</summary>
    public const string Name = "FlowForge";

    private static readonly string[] RunWords = [.. Enum.GetNames<RunStatus>().Select(name => name.ToUpperInvariant())];
    private static readonly string[] FrameWords = [.. Enum.GetNames<FrameStatus>().Select(name => name.ToUpperInvariant())];
    private readonly Counter<long> _started;
    private readonly Histogram<double> _run;
    private readonly Histogram<double> _node;

    /// <summary>The instruments of the engine, on a meter of its own.</summary>
    public FlowForgeMeter()
    {
        _started = Meter.CreateCounter<long>("flowforge.runs.started", "{run}", "Runs that were started, by mode.");
        _run = Meter.CreateHistogram<double>("flowforge.run.duration", "s", "Time from a run's start to its end, waits included, by status.");
        _node = Meter.CreateHistogram<double>("flowforge.node.duration", "s", "Time of one attempt of a node, by kind and status.");
    }

    /// <summary>The meter.</summary>
    public Meter Meter { get; } = new(Name);

    /// <summary>Shows what stands at the moment of asking.</summary>
    public void Watch(string name, string unit, string description, Func<long> value) =>
        Meter.CreateObservableGauge(name, value, unit, description);

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    internal void Started(RunRecord run) => _started.Add(1, new KeyValuePair<string, object?>("mode", run.Mode));

    internal void Ended(RunRecord run) => _run.Record(
        ((run.EndedAt ?? run.StartedAt) - run.StartedAt).TotalSeconds, new KeyValuePair<string, object?>("status", RunWords[(int)run.Status]));

    internal void Attempted(string kind, NodeRecord record)
    {
        if (_node.Enabled)
        {
            _node.Record(record.DurationMs / 1_000, new("kind", kind), new("status", FrameWords[(int)record.Status]));
        }
    }
}
