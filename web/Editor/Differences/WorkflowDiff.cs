using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Web.Editor.Differences;

/// <summary>How a part differs: <c>added</c>, <c>removed</c> or <c>changed</c>, as the canvas says it.</summary>
/// <param name="Mark">The word.</param>
/// <param name="What">What of it, e.g. <c>parameters.url</c>; empty for the whole.</param>
/// <param name="Node">Id of the node concerned, or null.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Before">What stood there, or null.</param>
/// <param name="After">What stands there now, or null.</param>
public sealed record WorkflowChange(string Mark, string What, string? Node, string Title, string? Before = null, string? After = null);

/// <summary>What differs between two documents, and both in one picture.</summary>
public sealed class WorkflowDiff
{
    public const string Added = "added";
    public const string Removed = "removed";
    public const string Changed = "changed";

    private readonly Dictionary<string, string> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<Edge, string> edges = [];
    private readonly List<WorkflowChange> changes = [];

    private WorkflowDiff(Workflow after) => Union = after;

    /// <summary>The document after, with what went still in it.</summary>
    public Workflow Union { get; private set; }

    /// <summary>All changes: nodes in document order, then edges, then the rest.</summary>
    public IReadOnlyList<WorkflowChange> Changes => changes;

    /// <summary>The mark of a node, or null.</summary>
    public string? Of(string node) => nodes.GetValueOrDefault(node);

    /// <summary>The mark of an edge, or null.</summary>
    public string? Of(Edge edge) => edges.GetValueOrDefault(edge);

    /// <summary>What to do to <paramref name="before"/> to have <paramref name="after"/>. Where nodes stand is no difference.</summary>
    public static WorkflowDiff Of(Workflow before, Workflow after)
    {
        var diff = new WorkflowDiff(after);
        var old = before.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        foreach (var node in after.Nodes)
        {
            diff.Compare(old.GetValueOrDefault(node.Id), node);
        }

        var kept = after.Nodes.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var gone = before.Nodes.Where(node => !kept.Contains(node.Id)).ToList();
        foreach (var node in gone)
        {
            diff.nodes[node.Id] = Removed;
            diff.changes.Add(new(Removed, "", node.Id, node.DisplayName));
        }

        diff.Union = FreePlaces.Placed(after with
        {
            Nodes = [.. after.Nodes.Select(node => node.Position is null && old.TryGetValue(node.Id, out var there) ? node with { Position = there.Position } : node), .. gone],
            Edges = [.. after.Edges, .. diff.Edges(before, after)],
        });
        diff.Head(before, after);
        return diff;
    }

    private void Compare(Node? before, Node after)
    {
        if (before is null)
        {
            nodes[after.Id] = Added;
            changes.Add(new(Added, "", after.Id, after.DisplayName));
            return;
        }

        var was = Json(before with { Position = null });
        var now = Json(after with { Position = null });
        foreach (var one in JsonDiff.Of(was, now))
        {
            nodes[after.Id] = Changed;
            changes.Add(new(Changed, one.Path, after.Id, after.DisplayName, one.Before, one.After));
        }
    }

    private List<Edge> Edges(Workflow before, Workflow after)
    {
        var names = after.Nodes.Concat(before.Nodes).DistinctBy(node => node.Id).ToDictionary(node => node.Id, node => node.DisplayName, StringComparer.Ordinal);
        string Title(Edge edge) => $"{names.GetValueOrDefault(edge.From, edge.From)} → {names.GetValueOrDefault(edge.To, edge.To)}";
        foreach (var edge in after.Edges.Except(before.Edges))
        {
            edges[edge] = Added;
            changes.Add(new(Added, "edge", edge.From, Title(edge)));
        }

        var gone = before.Edges.Except(after.Edges).ToList();
        foreach (var edge in gone)
        {
            edges[edge] = Removed;
            changes.Add(new(Removed, "edge", edge.From, Title(edge)));
        }

        return gone;
    }

    // The document without its graph: name, settings and whatever else it has.
    private void Head(Workflow before, Workflow after)
    {
        static JsonElement Of(Workflow workflow) => JsonElement.Parse(WorkflowJson.Write(workflow with { Id = "x", Version = 0, Nodes = [], Edges = [], Notes = [] }));
        foreach (var one in JsonDiff.Of(Of(before), Of(after)))
        {
            changes.Add(new(Changed, one.Path, null, "Workflow", one.Before, one.After));
        }
    }

    private static JsonElement Json(Node node) =>
        JsonElement.Parse(WorkflowJson.Write(new Workflow { Id = "x", Name = "x", Nodes = [node] })).GetProperty("graph").GetProperty("nodes")[0];
}
