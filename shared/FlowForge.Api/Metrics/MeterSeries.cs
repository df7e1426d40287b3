using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace FlowForge.Api.Metrics;

/// <summary>The series of one instrument: counters are summed, gauges keep their last value, histograms count by bucket.</summary>
internal sealed class MeterSeries(Instrument instrument)
{
    /// <summary>Series of one instrument at most; labels come from documents, and nobody bounds those.</summary>
    private const int Most = 2_000;

    private static readonly double[] Bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private readonly Lock gate = new();
    private readonly Dictionary<(string?, string?, string?), Cell> cells = [];
    private readonly bool isHistogram = instrument is Histogram<double> or Histogram<long>;
    private readonly bool isCounter = instrument is Counter<long>;

    /// <summary>Name in the text: dots become underscores, the unit of seconds and <c>_total</c> of a counter are added.</summary>
    public string Name { get; } = instrument.Name.Replace('.', '_')
        + (instrument.Unit == "s" ? "_seconds" : "") + (instrument is Counter<long> ? "_total" : "");

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (Value(tags, 0), Value(tags, 1), Value(tags, 2));
        lock (gate)
        {
            if (!cells.TryGetValue(key, out var cell))
            {
                if (cells.Count >= Most)
                {
                    return;
                }

                cells[key] = cell = new(Labels(tags), isHistogram ? new long[Bounds.Length] : []);
            }

            cell.Count++;
            cell.Sum = isHistogram || isCounter ? cell.Sum + value : value;
            if (isHistogram)
            {
                CountInto(cell.Buckets, value);
            }
        }
    }

    public void Write(StringBuilder text)
    {
        lock (gate)
        {
            text.Append("# HELP ").Append(Name).Append(' ').Append(instrument.Description).Append("\n# TYPE ").Append(Name).Append(' ')
                .Append(isHistogram ? "histogram" : isCounter ? "counter" : "gauge").Append('\n');
            foreach (var cell in cells.Values)
            {
                if (isHistogram)
                {
                    WriteHistogram(text, cell);
                }
                else
                {
                    Row(text, "", cell.Labels, cell.Sum);
                }
            }
        }
    }

    private static void CountInto(long[] buckets, double value)
    {
        var at = Array.BinarySearch(Bounds, value);
        at = at < 0 ? ~at : at;
        if (at < buckets.Length)
        {
            buckets[at]++;
        }
    }

    private void WriteHistogram(StringBuilder text, Cell cell)
    {
        var below = 0L;
        var comma = cell.Labels.Length == 0 ? "" : ",";
        for (var i = 0; i < Bounds.Length; i++)
        {
            below += cell.Buckets[i];
            Row(text, "_bucket", string.Create(CultureInfo.InvariantCulture, $"{cell.Labels}{comma}le=\"{Bounds[i]}\""), below);
        }

        Row(text, "_bucket", $"{cell.Labels}{comma}le=\"+Inf\"", cell.Count);
        Row(text, "_sum", cell.Labels, cell.Sum);
        Row(text, "_count", cell.Labels, cell.Count);
    }

    private void Row(StringBuilder text, string suffix, string labels, double value)
    {
        text.Append(Name).Append(suffix);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string? Value(ReadOnlySpan<KeyValuePair<string, object?>> tags, int at) => at < tags.Length ? tags[at].Value as string : null;

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"")
                .Append(((value as string) ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                .Append('"');
        }

        return text.ToString();
    }

    private sealed class Cell(string labels, long[] buckets)
    {
        public string Labels => labels;

        public long[] Buckets => buckets;

        public long Count { get; set; }

        public double Sum { get; set; }
    }
}
