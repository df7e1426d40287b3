using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// Draws a workflow from lines: <c>a:kind {parameters}</c> declares a node, <c>a -> b</c>, <c>a.port -> b.port</c> and
/// <c>a -> b *3</c> (repeat, at most 3) an edge. Nodes that are only named in edges are of kind <c>tag</c>.
/// </summary>
internal static class Drawn
{
    public static Workflow Of(string text, WorkflowConfig? config = null, Func<Node, Node>? change = null, string id = "drawn")
    {
        var nodes = new List<Node>();
        var edges = new List<Edge>();
        foreach (var line in text.Split('\n', ';').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (line.Contains("->", StringComparison.Ordinal))
            {
                edges.Add(Connection(line, nodes));
            }
            else
            {
                nodes.Add(Declared(line));
            }
        }

        return new()
        {
            Id = id,
            Name = id,
            Config = config ?? new(),
            Nodes = change is null ? nodes : nodes.ConvertAll(node => change(node)),
            Edges = edges,
        };
    }

    private static Node Declared(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var rest = line[(colon + 1)..].Trim();
        var brace = rest.IndexOf('{', StringComparison.Ordinal);
        var node = new Node { Id = line[..colon].Trim(), Kind = brace < 0 ? rest : rest[..brace].Trim() };
        return brace < 0 ? node : node with { Parameters = JsonElement.Parse(rest[brace..]) };
    }

    private static Edge Connection(string line, List<Node> nodes)
    {
        var star = line.IndexOf('*', StringComparison.Ordinal);
        var ends = (star < 0 ? line : line[..star]).Split("->");
        var (from, fromPort) = End(ends[0], nodes);
        var (to, toPort) = End(ends[1], nodes);
        return new()
        {
            From = from,
            FromPort = fromPort,
            To = to,
            ToPort = toPort,
            RepeatMax = star < 0 ? null : int.Parse(line[(star + 1)..]),
        };
    }

    private static (string Node, string? Port) End(string text, List<Node> nodes)
    {
        var parts = text.Trim().Split('.');
        if (!nodes.Exists(node => node.Id == parts[0]))
        {
            nodes.Add(new() { Id = parts[0], Kind = parts[0] == "t" ? "trigger" : "tag" });
        }

        return (parts[0], parts.Length > 1 ? parts[1] : null);
    }
}
