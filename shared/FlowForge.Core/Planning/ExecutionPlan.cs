using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Planning;

/// <summary>A run's plan: the outline that the decider reads, and the nodes that the runner reads.</summary>
public sealed class ExecutionPlan
{
    private readonly Dictionary<string, PlanNode> _byName;
    private readonly Dictionary<string, PlanNode> _byId;

    internal ExecutionPlan(Workflow workflow, PlanOutline outline, PlanNode[] nodes)
    {
        Workflow = workflow;
        Outline = outline;
        Nodes = nodes;
        _byName = new(nodes.Length, StringComparer.Ordinal);
        _byId = new(nodes.Length, StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            _byName.TryAdd(node.Node.DisplayName, node);
            _byId.TryAdd(node.Node.Id, node);
        }
    }

    /// <summary>The document.</summary>
    public Workflow Workflow { get; }

    /// <summary>The shape.</summary>
    public PlanOutline Outline { get; }

    /// <summary>Nodes in plan order; the trigger is first.</summary>
    public IReadOnlyList<PlanNode> Nodes { get; }

    /// <summary>The node that expressions call by <paramref name="name"/>, or null when it is not in this plan.</summary>
    public PlanNode? FindByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The node with this id, or null when it is not in this plan.</summary>
    public PlanNode? FindById(string id) => _byId.GetValueOrDefault(id);
}

/// <summary>A node of a plan.</summary>
/// <param name="Index">Its place in plan order.</param>
/// <param name="Node">The node as drawn.</param>
/// <param name="Kind">Its kind; null when the catalogue has none.</param>
/// <param name="InputPorts">Input ports, first the default.</param>
/// <param name="OutputPorts">Output ports, first the default, <c>error</c> last.</param>
public sealed record PlanNode(int Index, Node Node, INodeKind? Kind, IReadOnlyList<string> InputPorts, IReadOnlyList<string> OutputPorts)
{
    /// <summary>Output ports without <c>error</c>.</summary>
    public IReadOnlyList<string> NamedOutputs { get; } = [.. OutputPorts.Take(OutputPorts.Count - 1)];

    /// <summary>Position of the <c>error</c> port.</summary>
    public int ErrorPort => OutputPorts.Count - 1;
}
