using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Types;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary>Edges as n8n's connections: by name, and by number of the port.</summary>
internal static class ExportedConnections
{
    /// <summary>The connections of a workflow; <paramref name="nodes"/> stand in its order.</summary>
    public static JsonObject Of(Workflow workflow, IReadOnlyList<ExportedNode> nodes)
    {
        var at = workflow.Nodes.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index, StringComparer.Ordinal);
        var connections = new JsonObject();
        foreach (var edge in workflow.Edges.Where(edge => at.ContainsKey(edge.From) && at.ContainsKey(edge.To)))
        {
            var (source, target) = (nodes[at[edge.From]].Carried, nodes[at[edge.To]].Carried);
            var output = edge.IsMain ? Output(source, edge.FromPort) : Numbered(edge.FromPort, "out");
            var input = edge.IsMain ? Input(target, edge.ToPort) : Numbered(edge.ToPort, "in");
            var ports = Ports(connections, workflow.Nodes[at[edge.From]].DisplayName, edge.Kind);
            while (ports.Count <= output)
            {
                ports.Add(new JsonArray());
            }

            ((JsonArray)ports[output]!).Add(new JsonObject { ["node"] = workflow.Nodes[at[edge.To]].DisplayName, ["type"] = edge.Kind, ["index"] = input });
        }

        return connections;
    }

    private static JsonArray Ports(JsonObject connections, string name, string kind)
    {
        if (connections[name] is not JsonObject source)
        {
            connections[name] = source = [];
        }

        if (source[kind] is not JsonArray ports)
        {
            source[kind] = ports = [];
        }

        return ports;
    }

    private static int Output(Carried source, string? port) =>
        port is null ? 0
        : Place(source.Outputs, port) is >= 0 and var place ? place
        : port == "error" ? source.Outputs.Count
        : Numbered(port, "out");

    private static int Input(Carried target, string? port) =>
        port is null ? 0 : Place(target.Inputs, port) is >= 0 and var place ? place : Numbered(port, "in");

    private static int Place(IReadOnlyList<string> ports, string port)
    {
        for (var place = 0; place < ports.Count; place++)
        {
            if (ports[place] == port)
            {
                return place;
            }
        }

        return -1;
    }

    private static int Numbered(string? port, string prefix) =>
        port is not null && port.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(port.AsSpan(prefix.Length), out var number) ? Math.Clamp(number - 1, 0, 1_000) : 0;
}
