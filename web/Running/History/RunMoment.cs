using FlowForge.Core.Model;

namespace FlowForge.Web.Running.History;

/// <summary>How a run stood at one moment. Asking costs a search in one node's frames, however long the run was.</summary>
public sealed class RunMoment : RunStates
{
    private readonly RunLog log;

    private readonly string? ofNode;

    internal RunMoment(RunLog log, int position, string? iteration, string? ofNode) =>
        (this.log, Position, Iteration, this.ofNode) = (log, position, iteration, ofNode);

    /// <summary>Index of the frame that had just happened; -1 before the first.</summary>
    public int Position { get; }

    /// <summary>The iteration that is looked at, or null for all together.</summary>
    public string? Iteration { get; }

    /// <summary>The frame that had just happened, or null.</summary>
    public RunFrame? Frame => Position < 0 ? null : log.Frames[Position];

    /// <summary>Whether the run had ended by then.</summary>
    public bool IsOver => log.IsOver && Position == log.Frames.Count - 1;

    /// <summary>The last frame of a node by then, which has its output when it has one; null when nothing had happened to it.</summary>
    public RunFrame? FrameOf(string node) => Step(node)?.Frame;

    /// <summary>The last result of a node by then, or null.</summary>
    public RunFrame? ResultOf(string node) => Step(node)?.LastResult;

    public override NodeState? Node(string id) => Step(id) is { } step && step.Word(IsOver) is { } word ? new(word, step.Results) : null;

    public override EdgeState? Edge(Edge edge, string fromPort)
    {
        if (Step(edge.From) is not { } from)
        {
            return null;
        }

        var to = Step(edge.To);
        var items = from.Output.Of(fromPort);
        if (items == 0 && to is not null && log.Node(edge.To)!.Depth > log.Node(edge.From)!.Depth)
        {
            // A loop hands out batches before it has a result, and its result does not count them.
            items = to.Input.Total;
        }

        return items == 0 && from.LastResult is null ? null
            : items == 0 ? new EdgeState("dead", null)
            : new(!IsOver && to is null or { Open: > 0 } ? "live" : "delivered", (int)Math.Min(items, int.MaxValue));
    }

    private TrackStep? Step(string node) => log.Node(node)?.In(ofNode is null || ofNode == node ? Iteration : null).At(Position);
}
