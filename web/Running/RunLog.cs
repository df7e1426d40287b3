using FlowForge.Core.Model;

namespace FlowForge.Web.Running;

/// <summary>The frames of a run as they come, and what they say of each node. A frame that comes twice counts once.</summary>
public sealed class RunLog : RunStates
{
    private readonly SortedDictionary<long, RunFrame> frames = [];
    private readonly Dictionary<string, NodeLog> nodes = new(StringComparer.Ordinal);

    /// <summary>All frames, by sequence.</summary>
    public IReadOnlyCollection<RunFrame> Frames => frames.Values;

    /// <summary>Whether more may come.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Nodes that something happened to.</summary>
    public int NodeCount => nodes.Count;

    /// <summary>Takes a frame in; false when it is known.</summary>
    public bool Add(RunFrame frame)
    {
        if (!frames.TryAdd(frame.Sequence, frame))
        {
            return false;
        }

        if (!nodes.TryGetValue(frame.NodeId, out var node))
        {
            nodes.Add(frame.NodeId, node = new());
        }

        node.Add(frame);
        return true;
    }

    /// <summary>Notes that the run has ended: what is still open will not be settled.</summary>
    public void End() => IsOver = true;

    /// <summary>The last frame of a node, which has its output when it has one; null when nothing happened to it.</summary>
    public RunFrame? LastOf(string node) => nodes.TryGetValue(node, out var log) ? log.Last : null;

    /// <summary>Frames of a node with results, in order: one an attempt.</summary>
    public IReadOnlyList<RunFrame> ResultsOf(string node) => nodes.TryGetValue(node, out var log) ? log.Results : [];

    public override NodeState? Node(string id) => nodes.TryGetValue(id, out var log) && log.Word(IsOver) is { } word ? new(word, log.Results.Count) : null;

    public override EdgeState? Edge(Edge edge, string fromPort)
    {
        if (!nodes.TryGetValue(edge.From, out var from) || from.Results.Count == 0)
        {
            return null;
        }

        var items = from.Items(fromPort);
        var isLive = !IsOver && items > 0 && (!nodes.TryGetValue(edge.To, out var to) || to.IsOpen);
        return items > 0 ? new(isLive ? "live" : "delivered", items) : new EdgeState("dead", null);
    }
}
