using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Differences;

/// <summary>Places for nodes that a proposal gave none.</summary>
internal static class FreePlaces
{
    private const double Column = 300;
    private const double Row = 120;

    /// <summary>The workflow with every node placed: right of the node that leads to it, below what stands there.</summary>
    public static Workflow Placed(Workflow workflow)
    {
        if (workflow.Nodes.All(node => node.Position is not null))
        {
            return workflow;
        }

        var places = workflow.Nodes.Where(node => node.Position is not null).ToDictionary(node => node.Id, node => node.Position!.Value, StringComparer.Ordinal);
        var taken = places.Values.ToHashSet();
        var before = workflow.Edges.ToLookup(edge => edge.To, edge => edge.From, StringComparer.Ordinal);
        var after = workflow.Edges.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        foreach (var node in workflow.Nodes.Where(node => node.Position is null))
        {
            var at = before[node.Id].Where(places.ContainsKey).Select(id => places[id]).ToList() is [var from, ..] ? new Position(from.X + Column, from.Y)
                : after[node.Id].Where(places.ContainsKey).Select(id => places[id]).ToList() is [var to, ..] ? new Position(to.X - Column, to.Y)
                : new Position(0, places.Count == 0 ? 0 : places.Values.Max(place => place.Y) + Row);
            while (taken.Any(place => Math.Abs(place.X - at.X) < Column - 40 && Math.Abs(place.Y - at.Y) < Row - 10))
            {
                at = at with { Y = at.Y + Row };
            }

            places[node.Id] = at;
            taken.Add(at);
        }

        return workflow with { Nodes = [.. workflow.Nodes.Select(node => node with { Position = places[node.Id] })] };
    }
}
