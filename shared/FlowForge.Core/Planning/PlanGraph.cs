using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Planning;

/// <summary>A workflow's nodes and main edges by document index, with ports resolved; made once, planned from each trigger.</summary>
internal sealed class PlanGraph
{
    public const string ErrorPort = "error";
    public const string LoopPort = "loop";

    private PlanGraph(Workflow workflow, PlanNode[] nodes, List<GraphEdge> edges)
    {
        Workflow = workflow;
        Nodes = nodes;
        Edges = edges;
        Forward = Adjacency.Of(nodes.Length, edges.ConvertAll(edge => (edge.From, edge.To)));
    }

    public Workflow Workflow { get; }

    /// <summary>Nodes in document order; <see cref="PlanNode.Index"/> is the document index here.</summary>
    public PlanNode[] Nodes { get; }

    public List<GraphEdge> Edges { get; }

    public Adjacency Forward { get; }

    /// <summary>Also a disabled loop: it is one round with all its items.</summary>
    public bool IsLoop(int node) => Nodes[node].Kind?.Description.IsLoop == true;

    /// <summary>Edges to what does not exist, or into a trigger, are left out: validation has refused them.</summary>
    /// <param name="workflow">The document.</param>
    /// <param name="catalogue">The kinds.</param>
    /// <param name="hasPorts">Whether node i's parameters are sound, so that its kind may be asked for its ports; else it has those that edges name.</param>
    public static PlanGraph Of(Workflow workflow, ICatalogue catalogue, Func<int, bool>? hasPorts = null)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < workflow.Nodes.Count; i++)
        {
            index.TryAdd(workflow.Nodes[i].Id, i);
        }

        var named = NamedPorts(workflow);
        var nodes = workflow.Nodes.Select((node, i) => Resolve(i, node, catalogue.Find(node), named, hasPorts?.Invoke(i) ?? true)).ToArray();
        var places = new PortPlaces(nodes);
        var edges = new List<GraphEdge>(workflow.Edges.Count);
        foreach (var edge in workflow.Edges)
        {
            if (edge.IsMain && index.TryGetValue(edge.From, out var from) && index.TryGetValue(edge.To, out var to)
                && Connect(nodes, places, from, to, edge) is { } connected)
            {
                edges.Add(connected);
            }
        }

        return new(workflow, nodes, edges);
    }

    private static GraphEdge? Connect(PlanNode[] nodes, PortPlaces places, int from, int to, Edge edge)
    {
        if (nodes[to].Kind?.Description.IsTrigger == true)
        {
            return null;
        }

        var fromPort = edge.FromPort is null ? 0 : places.Output(from, edge.FromPort);
        var toPort = edge.ToPort is null ? 0 : places.Input(to, edge.ToPort);
        if (fromPort < 0 || toPort < 0)
        {
            return null;
        }

        var isLoop = nodes[from].Kind?.Description.IsLoop == true && nodes[from].OutputPorts[fromPort] == LoopPort;
        return new(from, fromPort, to, toPort, edge.RepeatMax ?? 0, isLoop);
    }

    private static Dictionary<(string Node, bool IsInput), List<string>> NamedPorts(Workflow workflow)
    {
        var named = new Dictionary<(string, bool), List<string>>();
        var seen = new HashSet<((string, bool), string)>();
        foreach (var edge in workflow.Edges)
        {
            Add((edge.From, false), edge.FromPort);
            Add((edge.To, true), edge.ToPort);
        }

        return named;

        void Add((string, bool) key, string? port)
        {
            if (port is null || !seen.Add((key, port)))
            {
                return;
            }

            if (!named.TryGetValue(key, out var ports))
            {
                named[key] = ports = [];
            }

            ports.Add(port);
        }
    }

    private static PlanNode Resolve(int index, Node node, INodeKind? kind, Dictionary<(string, bool), List<string>> named, bool hasPorts)
    {
        IReadOnlyList<string> inputsNamed = named.GetValueOrDefault((node.Id, true)) ?? [];
        IReadOnlyList<string> outputsNamed = named.GetValueOrDefault((node.Id, false)) ?? [];
        var asked = hasPorts ? kind : null;
        var inputs = asked?.InputPorts(node, inputsNamed) ?? Default("in", inputsNamed);
        if (inputs.Count == 0)
        {
            // A trigger's start items stand on a port of their own, which no edge can name.
            inputs = ["in"];
        }

        var outputs = asked?.OutputPorts(node) ?? Default("out", outputsNamed);
        return new(index, node, kind, inputs, [.. outputs.Where(port => port != ErrorPort), ErrorPort]);
    }

    /// <summary>A kind that nobody knows has the ports that edges name.</summary>
    private static string[] Default(string first, IReadOnlyList<string> named) => [first, .. named.Where(port => port != first)];
}

/// <summary>A main edge by document index.</summary>
internal readonly record struct GraphEdge(int From, int FromPort, int To, int ToPort, int RepeatMax, bool IsLoopPort)
{
    public bool IsRepeat => RepeatMax > 0;
}
