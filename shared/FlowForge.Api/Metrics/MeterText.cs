using System.Diagnostics.Metrics;
using System.Text;
using FlowForge.Core.Telemetry;

namespace FlowForge.Api.Metrics;

/// <summary>What has been measured on a host's meter, for Prometheus; it listens from its making on.</summary>
internal sealed class MeterText : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Dictionary<Instrument, MeterSeries> instruments = [];
    private readonly Lock gate = new();

    public MeterText(FlowForgeMeter meter)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter, meter.Meter))
            {
                var series = new MeterSeries(instrument);
                lock (gate)
                {
                    instruments.Add(instrument, series);
                }

                listening.EnableMeasurementEvents(instrument, series);
            }
        };
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, series) => ((MeterSeries)series!).Add(value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, series) => ((MeterSeries)series!).Add(value, tags));
        listener.Start();
    }

    /// <summary>Writes all series, instruments by name.</summary>
    public void Write(StringBuilder text)
    {
        listener.RecordObservableInstruments();
        List<MeterSeries> all;
        lock (gate)
        {
            all = [.. instruments.Values.OrderBy(series => series.Name, StringComparer.Ordinal)];
        }

        all.ForEach(series => series.Write(text));
    }

    public void Dispose() => listener.Dispose();
}
