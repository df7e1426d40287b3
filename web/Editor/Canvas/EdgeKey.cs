using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>An edge's five address fields as one text, which the canvas uses as its id.</summary>
internal static class EdgeKey
{
    public static string Of(Edge edge) => $"{edge.From}/{edge.FromPort}>{edge.To}/{edge.ToPort}~{edge.Kind}";
}
