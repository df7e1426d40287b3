using System.Text.Json;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Running.History;

namespace FlowForge.Web.Running.Timeline;

/// <summary>What the time line draws of a run: a lane a node, a bar an attempt. Only what is new goes over the seam to <c>canvas/src/timeline</c>.</summary>
internal sealed class TimelineModel(RunLog log, DateTimeOffset start, Func<string, string> nameOf)
{
    private static readonly string[] Statuses = ["RUNNING", "WAITING", "COMPLETED", "FAILED", "SKIPPED", "CANCELLED"];

    private readonly Dictionary<string, int> lanes = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly Dictionary<(string Node, string Iteration, int Attempt), Bar> bars = [];
    private int seen;
    private bool isOver;

    /// <summary>The node of a lane, or null.</summary>
    public string? NodeOf(int lane) => lane >= 0 && lane < order.Count ? order[lane] : null;

    /// <summary>What came since the last call, as JSON; null when nothing did.</summary>
    /// <param name="end">Until when the run is known.</param>
    public string? News(DateTimeOffset end)
    {
        var fresh = new List<string>();
        var touched = new HashSet<Bar>();
        for (; seen < log.Arrivals.Count; seen++)
        {
            touched.Add(Take(log.Arrivals[seen], fresh));
        }

        if (log.IsOver && !isOver)
        {
            // What has no result by now will have none.
            isOver = true;
            foreach (var bar in bars.Values.Where(bar => bar.End is null))
            {
                (bar.End, bar.Status) = (end, "CANCELLED");
                touched.Add(bar);
            }
        }

        return touched.Count == 0 && log.IsOver ? null : JsonText.Line(JsonText.Of(writer => Write(writer, fresh, touched, end)));
    }

    /// <summary>Milliseconds from the run's start.</summary>
    public double Since(DateTimeOffset time) => Math.Max(0, (time - start).TotalMilliseconds);

    private Bar Take(RunFrame frame, List<string> fresh)
    {
        if (lanes.TryAdd(frame.NodeId, lanes.Count))
        {
            order.Add(frame.NodeId);
            fresh.Add(frame.NodeId);
        }

        var key = (frame.NodeId, frame.Iteration, frame.Attempt);
        if (!bars.TryGetValue(key, out var bar))
        {
            bars.Add(key, bar = new(bars.Count, lanes[frame.NodeId], frame.Iteration) { Start = frame.Timestamp });
        }

        if (frame.IsResult)
        {
            (bar.End, bar.Status) = (frame.Timestamp, frame.Status);
        }
        else if (bar.End is null)
        {
            bar.Status = frame.Status;
        }

        bar.Start = frame.Timestamp < bar.Start ? frame.Timestamp : bar.Start;
        return bar;
    }

    private void Write(Utf8JsonWriter writer, List<string> fresh, HashSet<Bar> touched, DateTimeOffset end)
    {
        writer.WriteStartObject();
        writer.WriteNumber("end", Since(end));
        writer.WriteStartArray("lanes");
        foreach (var node in fresh)
        {
            writer.WriteStartObject();
            writer.WriteString("id", node);
            writer.WriteString("name", nameOf(node));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("bars");
        foreach (var bar in touched)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(bar.Number);
            writer.WriteNumberValue(bar.Lane);
            writer.WriteNumberValue(Since(bar.Start));
            writer.WriteNumberValue(bar.End is { } stop ? Since(stop) : -1);
            writer.WriteNumberValue(Math.Max(0, Array.IndexOf(Statuses, bar.Status)));
            writer.WriteStringValue(bar.Iteration.Length == 0 ? "" : $"iteration {bar.Iteration}");
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private sealed class Bar(int number, int lane, string iteration)
    {
        public int Number => number;

        public int Lane => lane;

        public string Iteration => iteration;

        public DateTimeOffset Start { get; set; }

        public DateTimeOffset? End { get; set; }

        public string Status { get; set; } = "RUNNING";
    }
}
