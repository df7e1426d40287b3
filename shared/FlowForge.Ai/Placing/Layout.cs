using FlowForge.Core.Model;

namespace FlowForge.Ai.Placing;

/// <summary>Places for nodes that have none: a column behind the nodes that lead to them, below what stands there already.</summary>
internal static class Layout
{
    private const double ColumnWidth = 260;
    private const double RowHeight = 140;

    /// <summary>Places by node id, for every node without a position. Nodes that have one stay where they are.</summary>
    public static Dictionary<string, Position> Of(Workflow workflow)
    {
        var places = workflow.Nodes.Where(static node => node.Position is not null).ToDictionary(static node => node.Id, static node => node.Position!.Value, StringComparer.Ordinal);
        var sources = workflow.Edges.Where(static edge => !edge.IsRepeat).ToLookup(static edge => edge.To, static edge => edge.From, StringComparer.Ordinal);
        var left = places.Count == 0 ? 0 : places.Values.Min(static place => place.X);
        var found = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var id in Order(workflow))
        {
            if (places.ContainsKey(id))
            {
                continue;
            }

            var before = sources[id].Where(places.ContainsKey).Select(source => places[source]).ToList();
            var x = before.Count == 0 ? left : before.Max(static place => place.X) + ColumnWidth;
            var y = before.Count == 0 ? (places.Count == 0 ? 0 : places.Values.Max(static place => place.Y) + RowHeight) : before[0].Y;
            while (places.Values.Any(place => Math.Abs(place.X - x) < ColumnWidth - 1 && Math.Abs(place.Y - y) < RowHeight - 1))
            {
                y += RowHeight;
            }

            places[id] = found[id] = new(x, y);
        }

        return found;
    }

    /// <summary>Ids so that sources come before targets; nodes on a cycle follow in document order.</summary>
    private static List<string> Order(Workflow workflow)
    {
        var open = workflow.Nodes.ToDictionary(static node => node.Id, static _ => 0, StringComparer.Ordinal);
        var targets = workflow.Edges.Where(edge => !edge.IsRepeat && open.ContainsKey(edge.From) && open.ContainsKey(edge.To))
            .ToLookup(static edge => edge.From, static edge => edge.To, StringComparer.Ordinal);
        foreach (var target in targets.SelectMany(static group => group))
        {
            open[target]++;
        }

        var order = new List<string>(workflow.Nodes.Count);
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var ready = new Queue<string>(workflow.Nodes.Where(node => open[node.Id] == 0).Select(static node => node.Id));
        var rest = new Queue<string>(workflow.Nodes.Select(static node => node.Id));
        while (rest.Count > 0)
        {
            var id = ready.Count > 0 ? ready.Dequeue() : rest.Dequeue();
            if (!placed.Add(id))
            {
                continue;
            }

            order.Add(id);
            foreach (var target in targets[id])
            {
                if (--open[target] == 0)
                {
                    ready.Enqueue(target);
                }
            }
        }

        return order;
    }
}
