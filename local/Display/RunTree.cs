using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Local.Display;

/// <summary>What is known of each node while a run is going on.</summary>
internal sealed class RunTree(Workflow workflow)
{
    private readonly Dictionary<string, NodeState> states = new(StringComparer.Ordinal);

    /// <summary>Nodes from top to bottom.</summary>
    public IReadOnlyList<NodeRow> Rows { get; } = NodeRows.Of(workflow);

    /// <summary>Nodes that have settled at least once.</summary>
    public int Settled { get; private set; }

    /// <summary>The node's state; PENDING before its first frame.</summary>
    public NodeState this[string node] => states.GetValueOrDefault(node, NodeState.Pending);

    /// <summary>Takes a frame.</summary>
    public void Take(JsonElement frame)
    {
        var line = FrameLine.Of(frame);
        var before = this[line.Node];
        if (!line.IsEgress)
        {
            states[line.Node] = before with { Status = line.Status };
            return;
        }

        Settled += before.Runs == 0 ? 1 : 0;
        _ = double.TryParse(line.Milliseconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var time);
        states[line.Node] = new(line.Status, before.Runs + 1, before.Milliseconds + time, line.Out, line.Failure);
    }
}

/// <summary>A node while a run is going on.</summary>
/// <param name="Status">Status of its last frame.</param>
/// <param name="Runs">Times it has settled.</param>
/// <param name="Milliseconds">Time of all its runs.</param>
/// <param name="Out">Items of its last run by port.</param>
/// <param name="Failure">Why its last run failed, or empty.</param>
internal sealed record NodeState(string Status, int Runs, double Milliseconds, string Out, string Failure)
{
    public static readonly NodeState Pending = new("PENDING", 0, 0, "", "");
}
