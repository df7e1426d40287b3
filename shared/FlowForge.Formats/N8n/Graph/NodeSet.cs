using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Reports;
using FlowForge.Formats.N8n.Types;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>A node with what it was and what it becomes.</summary>
/// <param name="Node">The node of the document.</param>
/// <param name="Carried">What n8n's numbered ports are called.</param>
internal sealed record ImportedNode(Node Node, Carried Carried);

/// <summary>The nodes of a file with ids and names that each stand once; notes stand apart.</summary>
internal sealed class NodeSet
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly List<ImportedNode> nodes = [];
    private readonly List<N8nNode> notes = [];

    /// <summary>The nodes in the file's order.</summary>
    public IReadOnlyList<ImportedNode> Nodes => nodes;

    /// <summary>The sticky notes.</summary>
    public IReadOnlyList<N8nNode> Notes => notes;

    /// <summary>Place of the node that connections call so; -1 when there is none.</summary>
    public int Find(string name) => places.GetValueOrDefault(name, -1);

    /// <summary>Reads the list of nodes and the data pinned to them.</summary>
    public static NodeSet Read(JsonElement workflow, JsonElement list, ReportDraft report)
    {
        var set = new NodeSet();
        var names = new Identities(report);
        var pinned = new Given(workflow).Any("pinData");
        foreach (var (index, json) in list.EnumerateArray().Index())
        {
            if (json.ValueKind != JsonValueKind.Object)
            {
                report.Repair($"nodes[{index}]", "This is no node and was left out.");
                continue;
            }

            var node = N8nNode.Read(json);
            if (node.Type.Length == 0)
            {
                report.Repair($"nodes[{index}].type", "The node has no type; it is kept as a placeholder of the type 'unknown'.");
                node = node with { Type = "unknown" };
            }

            if (node.IsNote)
            {
                set.notes.Add(node);
                continue;
            }

            set.Add(node, index, names, pinned, report);
        }

        return set;
    }

    private void Add(N8nNode read, int index, Identities names, JsonElement pinned, ReportDraft report)
    {
        var named = read with { Name = names.Name(read, index) };
        var id = names.Id(named, index);
        var step = new Step(named);
        var carried = N8nTypes.Carry(step);
        report.Node(id, step, carried);
        places.TryAdd(read.Name.Length == 0 ? named.Name : read.Name, nodes.Count);
        nodes.Add(new(NodeDraft.Make(id, named, carried, Pinned(pinned, read.Name), report), carried));
    }

    private static JsonElement Pinned(JsonElement pinned, string name) =>
        pinned.ValueKind == JsonValueKind.Object && pinned.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items : default;

    /// <summary>Names and ids given out so far.</summary>
    private sealed class Identities(ReportDraft report)
    {
        private readonly HashSet<string> ids = new(StringComparer.Ordinal);
        private readonly HashSet<string> names = new(StringComparer.Ordinal);

        public string Name(N8nNode node, int index)
        {
            var wanted = string.IsNullOrWhiteSpace(node.Name) ? node.Type[(node.Type.LastIndexOf('.') + 1)..]
                : node.Name.Length > Limits.NameLength ? node.Name[..Limits.NameLength] : node.Name;
            var name = Ids.Unique(wanted, names, " ", Limits.NameLength);
            if (name != node.Name)
            {
                var why = string.IsNullOrWhiteSpace(node.Name) ? "The node had no name" : wanted == name ? "The name was too long" : $"The name '{wanted}' stood twice";
                report.Repair($"nodes[{index}].name", $"{why}; it is '{name}' now.");
            }

            return name;
        }

        public string Id(N8nNode node, int index)
        {
            var given = new Given(node.Json).Text("id") ?? "";
            var wanted = Ids.Of(given.Length > 0 ? given : node.Name, "node");
            var id = Ids.Unique(wanted, ids);
            if (id != given)
            {
                var why = given.Length == 0 ? "The node had no id" : wanted == id ? $"The id '{given}' has letters that no id may have" : $"The id '{given}' stood twice";
                report.Repair($"nodes[{index}].id", $"{why}; it is '{id}' now.");
            }

            return id;
        }
    }
}
