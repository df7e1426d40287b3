using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>Which cards have a port for tools: an agent has one below it, and a node that it could call has one above it where there is an agent.</summary>
internal sealed class ToolPorts
{
    /// <summary>The port on both sides, which is also the kind of the edges between them.</summary>
    public const string Port = "ai_tool";

    /// <summary>The kind that uses tools.</summary>
    public const string Agent = "ai.agent";

    /// <summary>The kind that can be one.</summary>
    public const string Called = "workflow";

    private readonly bool hasAgent;

    private ToolPorts(bool hasAgent) => this.hasAgent = hasAgent;

    /// <summary>Those of a workflow.</summary>
    public static ToolPorts Of(Workflow workflow) => new(workflow.Nodes.Any(static node => node.Kind == Agent));

    /// <summary><c>takes</c>, <c>gives</c> or null.</summary>
    public string? Of(Node node) => node.Kind == Agent ? "takes" : hasAgent && node.Kind == Called ? "gives" : null;

    /// <summary>Whether an edge is drawn between two such ports. One between other nodes is drawn as it stands, and its problem says what is wrong.</summary>
    public static bool IsTool(CanvasNode from, CanvasNode to, Edge edge) => edge.Kind == Port && from.Tool == "gives" && to.Tool == "takes";

    /// <summary>The edge that makes a node a tool of an agent; null where that cannot be.</summary>
    public static Edge? Edge(Node? from, Node? to) => from is { Kind: Called } && to is { Kind: Agent } ? new() { From = from.Id, To = to.Id, Kind = Port } : null;
}
