using FlowForge.Core.Model;

namespace FlowForge.Web.Running.History;

/// <summary>How a node stands in the run that is shown.</summary>
/// <param name="Word"><c>running</c>, <c>waiting</c>, <c>completed</c>, <c>failed</c>, <c>skipped</c> or <c>cancelled</c>.</param>
/// <param name="Runs">How often it ran.</param>
public sealed record NodeState(string Word, int Runs);

/// <summary>How an edge stands in the run that is shown.</summary>
/// <param name="Word"><c>live</c>, <c>delivered</c> or <c>dead</c>.</param>
/// <param name="Items">Items that went over it, or null.</param>
public sealed record EdgeState(string Word, int? Items);

/// <summary>What the canvas shows of a run, or of one moment of it.</summary>
public abstract class RunStates
{
    /// <summary>No run is shown.</summary>
    public static readonly RunStates None = new Nothing();

    /// <summary>The state of a node, or null when nothing happened to it.</summary>
    public abstract NodeState? Node(string id);

    /// <summary>The state of an edge, or null.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="fromPort">The port it leaves, the default written out.</param>
    public abstract EdgeState? Edge(Edge edge, string fromPort);

    private sealed class Nothing : RunStates
    {
        public override NodeState? Node(string id) => null;

        public override EdgeState? Edge(Edge edge, string fromPort) => null;
    }
}
