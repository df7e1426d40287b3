using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>The ports that edges name, by node, without the default ones, which edges leave out.</summary>
internal sealed class NamedPorts
{
    private readonly Dictionary<string, List<string>> inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> outputs = new(StringComparer.Ordinal);

    /// <summary>Those of a workflow.</summary>
    public static NamedPorts Of(Workflow workflow)
    {
        var named = new NamedPorts();
        foreach (var edge in workflow.Edges)
        {
            Add(named.outputs, edge.From, edge.FromPort);
            Add(named.inputs, edge.To, edge.ToPort);
        }

        return named;
    }

    public IReadOnlyList<string> Inputs(string node) => inputs.GetValueOrDefault(node) ?? (IReadOnlyList<string>)[];

    public IReadOnlyList<string> Outputs(string node) => outputs.GetValueOrDefault(node) ?? (IReadOnlyList<string>)[];

    private static void Add(Dictionary<string, List<string>> ports, string node, string? port)
    {
        if (port is null)
        {
            return;
        }

        if (!ports.TryGetValue(node, out var list))
        {
            ports.Add(node, list = []);
        }

        if (!list.Contains(port))
        {
            list.Add(port);
        }
    }
}
