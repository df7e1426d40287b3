using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Editor;

/// <summary>Where the next node goes when nobody pointed anywhere.</summary>
internal static class Placement
{
    /// <summary>Behind the selected node, joined to its first free port; else in the middle of the view.</summary>
    public static async Task<CanvasEvent.Wanted> NextAsync(EditorSession session, CanvasBoard board)
    {
        if (session.SelectedNode is { } node && session.Catalogue.Find(node)?.OutputPorts(node) is [_, ..] ports)
        {
            var at = NodeMaking.After(node);
            var used = session.Workflow.Edges.Where(edge => edge.From == node.Id).Select(edge => edge.FromPort ?? ports[0]).ToHashSet(StringComparer.Ordinal);
            return new(at.X, at.Y, From: node.Id, FromPort: ports.FirstOrDefault(port => !used.Contains(port)) ?? ports[0]);
        }

        var centre = await board.CentreAsync();
        return new(Snap(centre.X - 110), Snap(centre.Y - 31));
    }

    private static double Snap(double at) => Math.Round(at / 10) * 10;
}
