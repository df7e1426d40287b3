using FlowForge.Core.Ports;

namespace FlowForge.Core.Validation;

/// <summary>The ports of each node, asked of its kind once. A node whose kind or parameters are not sound is taken to have any.</summary>
internal sealed class PortTable
{
    /// <summary>The port that every kind but a trigger has.</summary>
    public const string Error = "error";

    private const int Few = 16;

    private readonly Subject subject;
    private readonly IReadOnlyList<string>?[] inputs;
    private readonly IReadOnlyList<string>?[] outputs;
    private readonly List<string>?[] named;
    private readonly Dictionary<IReadOnlyList<string>, HashSet<string>> large = new(ReferenceEqualityComparer.Instance);

    public PortTable(Subject subject)
    {
        this.subject = subject;
        inputs = new IReadOnlyList<string>?[subject.NodeCount];
        outputs = new IReadOnlyList<string>?[subject.NodeCount];
        named = new List<string>?[subject.NodeCount];
        for (var i = 0; i < subject.Ends.Length; i++)
        {
            if (subject.Workflow.Edges[i] is { IsMain: true, ToPort: { } port } && subject.Ends[i].To is var to and >= 0)
            {
                (named[to] ??= []).Add(port);
            }
        }
    }

    public IReadOnlyList<string> Inputs(int node) => inputs[node] ??= Kind(node)?.InputPorts(subject.Workflow.Nodes[node], named[node] ?? []) ?? [];

    public IReadOnlyList<string> Outputs(int node) => outputs[node] ??= Kind(node)?.OutputPorts(subject.Workflow.Nodes[node]) ?? [];

    public string DefaultInput(int node) => Inputs(node) is [var first, ..] ? first : "in";

    public string DefaultOutput(int node) => Outputs(node) is [var first, ..] ? first : "out";

    public bool HasInput(int node, string port) => Kind(node) is null || Contains(Inputs(node), port);

    /// <summary>Whether it has the port; null asks for the first.</summary>
    public bool HasOutput(int node, string? port) =>
        Kind(node) is null || (port is null ? Outputs(node).Count > 0 : Contains(Outputs(node), port) || (port == Error && IsErrorPort(node)));

    /// <summary>Whether <c>error</c> is the port for failures, not one of the kind's own.</summary>
    public bool IsErrorPort(int node) => Kind(node) is { Description.IsTrigger: false } && !Contains(Outputs(node), Error);

    private INodeKind? Kind(int node) => subject.HasSoundParameters[node] ? subject.Kinds[node] : null;

    private bool Contains(IReadOnlyList<string> ports, string port)
    {
        if (ports.Count <= Few)
        {
            return ports.Contains(port);
        }

        if (!large.TryGetValue(ports, out var set))
        {
            large.Add(ports, set = new(ports, StringComparer.Ordinal));
        }

        return set.Contains(port);
    }
}
