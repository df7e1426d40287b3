using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Samples;

/// <summary>
/// What of a run depends on one of its frames, read from the drawing of a sample (semantics 8). Samples have loops with concurrency and repeats, not one within the other,
/// and that is all this knows.
/// </summary>
internal sealed class SampleDependence
{
    private readonly List<(string From, string Port, string To)> _edges = [];
    private readonly List<(string From, string Port, string To)> _repeats = [];

    public SampleDependence(JsonElement document)
    {
        foreach (var edge in document.GetProperty("graph").GetProperty("edges").EnumerateArray())
        {
            (edge.TryGetProperty("repeat", out _) ? _repeats : _edges).Add((
                edge.GetProperty("from").GetString()!,
                edge.TryGetProperty("fromPort", out var port) ? port.GetString()! : "",
                edge.GetProperty("to").GetString()!));
        }
    }

    /// <summary>Whether a node run is not kept by a fork from a frame.</summary>
    public bool Depends(JsonElement frame, JsonElement run)
    {
        var isOver = frame.IsEgress() && frame.Status() == "COMPLETED";
        var (from, to) = (frame.GetProperty("iteration").GetString()!, run.GetProperty("iteration").GetString()!);
        if (run.NodeId() == frame.NodeId() && from == to)
        {
            return !isOver;
        }

        // An iteration of a loop leads to its end, and from there to no iteration; a round leads to those behind it.
        return (Reaches(frame.NodeId(), run.NodeId(), isOver, from.Length > 0) && (from == to || from.Length == 0 || to.Length == 0))
            || (_repeats.Count > 0 && from.Length > 0 && to.Length > 0 && int.Parse(to) > int.Parse(from));
    }

    /// <summary>Along the edges; from a loop that is over, and from within one, not along <c>loop</c>, and from within a round not to the next.</summary>
    private bool Reaches(string from, string to, bool isOver, bool isInside)
    {
        var edges = isInside ? _edges : [.. _edges, .. _repeats];
        var open = new Stack<string>(edges.Where(edge => edge.From == from && !(isOver && edge.Port == "loop")).Select(edge => edge.To));
        var seen = new HashSet<string>(open);
        while (open.TryPop(out var at))
        {
            foreach (var edge in edges.Where(edge => edge.From == at && !(isInside && edge.Port == "loop") && seen.Add(edge.To)))
            {
                open.Push(edge.To);
            }
        }

        return seen.Contains(to);
    }
}
