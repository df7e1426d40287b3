using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>n8n's connections as edges: node by node, port by port, and the targets of a port from top to bottom, then from left to right, as n8n runs them.</summary>
internal static class Edges
{
    /// <summary>Reads the connections. What leads nowhere or stands twice is left out and reported.</summary>
    public static List<Edge> Read(JsonElement workflow, NodeSet nodes, ReportDraft report)
    {
        var edges = new List<Edge>();
        var connections = new Given(workflow).Any("connections");
        if (connections.ValueKind != JsonValueKind.Object)
        {
            return edges;
        }

        var sources = new List<(int From, JsonProperty Source)>();
        foreach (var source in connections.EnumerateObject())
        {
            if (nodes.Find(source.Name) is var from and >= 0)
            {
                sources.Add((from, source));
            }
            else if (HasTargets(source.Value))
            {
                report.Repair($"connections.{source.Name}", $"There is no node '{source.Name}'; its connections were left out.");
            }
        }

        foreach (var (from, source) in sources.OrderBy(source => source.From))
        {
            if (source.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var type in source.Value.EnumerateObject().OrderBy(type => type.Name == Edge.Main ? 0 : 1))
                {
                    Add(edges, nodes, from, type, source.Name, report);
                }
            }
        }

        return edges;
    }

    private static void Add(List<Edge> edges, NodeSet nodes, int from, JsonProperty type, string name, ReportDraft report)
    {
        if (type.Value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var (output, port) in type.Value.EnumerateArray().Index())
        {
            var targets = new List<(int To, int Input)>();
            foreach (var target in port.ValueKind == JsonValueKind.Array ? port.EnumerateArray().ToArray() : [])
            {
                var given = new Given(target.ValueKind == JsonValueKind.Object ? target : default);
                if (nodes.Find(given.Text("node", "")) is var to and >= 0)
                {
                    targets.Add((to, (int)Math.Clamp(given.Number("index") ?? 0, 0, 1_000)));
                }
                else
                {
                    report.Repair($"connections.{name}.{type.Name}[{output}]", $"There is no node '{given.Text("node", "")}'; the connection was left out.");
                }
            }

            var once = targets.Distinct().OrderBy(target => Top(nodes, target.To)).ThenBy(target => Left(nodes, target.To)).ToList();
            if (once.Count < targets.Count)
            {
                report.Repair($"connections.{name}.{type.Name}[{output}]", "A connection stood twice; it stands once now.");
            }

            edges.AddRange(once.Select(target => Of(nodes, from, output, target.To, target.Input, type.Name)));
        }
    }

    private static Edge Of(NodeSet nodes, int from, int output, int to, int input, string type)
    {
        var (source, target) = (nodes.Nodes[from], nodes.Nodes[to]);
        var isMain = type == Edge.Main;
        return new()
        {
            From = source.Node.Id,
            FromPort = isMain ? source.Carried.Output(output, source.Node.OnError == OnError.ErrorOutput) : output == 0 ? null : $"out{output + 1}",
            To = target.Node.Id,
            ToPort = isMain ? target.Carried.Input(input) : input == 0 ? null : $"in{input + 1}",
            Kind = type,
        };
    }

    private static bool HasTargets(JsonElement source) => source.ValueKind == JsonValueKind.Object
        && source.EnumerateObject().Any(type => type.Value.ValueKind == JsonValueKind.Array && type.Value.EnumerateArray().Any(port => port.ValueKind == JsonValueKind.Array && port.GetArrayLength() > 0));

    private static double Top(NodeSet nodes, int node) => nodes.Nodes[node].Node.Position?.Y ?? 0;

    private static double Left(NodeSet nodes, int node) => nodes.Nodes[node].Node.Position?.X ?? 0;
}
