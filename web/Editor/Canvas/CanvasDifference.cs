namespace FlowForge.Web.Editor.Canvas;

/// <summary>What to tell the canvas, so that a key pressed in a form does not draw five thousand nodes again.</summary>
internal static class CanvasDifference
{
    /// <summary>From one picture to the next; null when they are the same.</summary>
    public static CanvasPatch? Of(CanvasGraph before, CanvasGraph after)
    {
        var (nodes, goneNodes) = Compare(before.Nodes, after.Nodes, static node => node.Id);
        var (edges, goneEdges) = Compare(before.Edges, after.Edges, static edge => edge.Id);
        var (notes, goneNotes) = Compare(before.Notes, after.Notes, static note => note.Id);
        return nodes.Count + edges.Count + notes.Count + goneNodes.Count + goneEdges.Count + goneNotes.Count == 0
            ? null
            : new(nodes, edges, notes, new(goneNodes, goneEdges, goneNotes));
    }

    private static (List<T> Changed, List<string> Gone) Compare<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id)
    {
        var left = before.ToDictionary(id, StringComparer.Ordinal);
        var changed = new List<T>();
        foreach (var one in after)
        {
            if (!left.Remove(id(one), out var old) || !EqualityComparer<T>.Default.Equals(old, one))
            {
                changed.Add(one);
            }
        }

        return (changed, [.. left.Keys]);
    }
}
