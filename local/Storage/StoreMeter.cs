using System.Diagnostics.Metrics;
using FlowForge.Core.Telemetry;

namespace FlowForge.Local.Storage;

/// <summary>Measures what the writer does.</summary>
internal sealed class StoreMeter
{
    private readonly TimeProvider _clock;
    private readonly Histogram<double> _commit;
    private readonly Counter<long> _writes;
    private Func<long> _queued = static () => 0;

    public StoreMeter(FlowForgeMeter meter, TimeProvider clock)
    {
        _clock = clock;
        _commit = meter.Meter.CreateHistogram<double>("flowforge.store.commit.duration", "s", "Time of one transaction of the writer, its fsync included.");
        _writes = meter.Meter.CreateCounter<long>("flowforge.store.writes", "{write}", "Writes that were committed, many in one transaction.");
        meter.Watch("flowforge.store.queue", "{write}", "Writes that wait for the writer.", () => _queued());
    }

    public void Watch(Func<long> queued) => _queued = queued;

    public long Begin() => _commit.Enabled ? _clock.GetTimestamp() : 0;

    public void Committed(long began, int writes)
    {
        if (began != 0)
        {
            _commit.Record(_clock.GetElapsedTime(began).TotalSeconds);
            _writes.Add(writes);
        }
    }
}
