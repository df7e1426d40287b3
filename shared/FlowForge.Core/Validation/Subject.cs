using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>A workflow under validation, with what its checks find out for one another.</summary>
internal sealed class Subject
{
    public Subject(Workflow workflow, ICatalogue catalogue, RunsIn here)
    {
        Workflow = workflow;
        Here = here;
        Kinds = [.. workflow.Nodes.Select(node => catalogue.Find(node))];
        HasSoundParameters = new bool[workflow.Nodes.Count];
        Indices = new(workflow.Nodes.Count, StringComparer.Ordinal);
        for (var i = 0; i < workflow.Nodes.Count; i++)
        {
            Indices.TryAdd(workflow.Nodes[i].Id, i);
        }

        Ends = [.. workflow.Edges.Select(edge => (IndexOf(edge.From), IndexOf(edge.To)))];
    }

    public Workflow Workflow { get; }

    public RunsIn Here { get; }

    public ProblemList Problems { get; } = new();

    /// <summary>The kind of each node, null for one the catalogue lacks.</summary>
    public INodeKind?[] Kinds { get; }

    /// <summary>Whether a node's parameters fit its kind, so that the kind may be asked about them.</summary>
    public bool[] HasSoundParameters { get; }

    /// <summary>Index of the first node of each id.</summary>
    public Dictionary<string, int> Indices { get; }

    /// <summary>Indices of the nodes each edge joins, -1 for a missing one.</summary>
    public (int From, int To)[] Ends { get; }

    public int NodeCount => Workflow.Nodes.Count;

    /// <summary>Whether a node starts runs. A kind that is not known is taken at its name.</summary>
    public bool IsTrigger(int node) =>
        Kinds[node]?.Description.IsTrigger ?? Workflow.Nodes[node].Kind.StartsWith("trigger.", StringComparison.Ordinal);

    public static string NodePath(int node) => DocumentPath.Item("graph.nodes", node);

    public static string EdgePath(int edge) => DocumentPath.Item("graph.edges", edge);

    public static string ParameterPath(int node, string below) => DocumentPath.Below($"{NodePath(node)}.parameters", below);

    private int IndexOf(string id) => Indices.GetValueOrDefault(id, -1);
}
