using FlowForge.Core.Model;

namespace FlowForge.Core.Proposals;

/// <summary>A workflow while operations change it.</summary>
internal sealed class WorkflowDraft(Workflow workflow)
{
    public List<Node> Nodes { get; } = [.. workflow.Nodes];

    public List<Edge> Edges { get; } = [.. workflow.Edges];

    public WorkflowConfig Config { get; set; } = workflow.Config;

    /// <summary>Index of a node, or -1.</summary>
    public int IndexOf(string id) => Nodes.FindIndex(node => node.Id == id);

    /// <summary>Whether a node other than the one at <paramref name="except"/> has the name that expressions use.</summary>
    public bool IsNamed(string name, int except) => Nodes.FindIndex(node => node.DisplayName == name) is var at and >= 0
        && (at != except || Nodes.FindIndex(at + 1, node => node.DisplayName == name) >= 0);

    public Workflow ToWorkflow() => workflow with { Nodes = Nodes, Edges = Edges, Config = Config };
}
