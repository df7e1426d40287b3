using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Document;

/// <summary>Nodes, edges and notes that are added, copied or taken away together.</summary>
public sealed record Parts
{
    /// <summary>Nothing.</summary>
    public static readonly Parts None = new();

    public IReadOnlyList<Node> Nodes { get; init; } = [];

    public IReadOnlyList<Edge> Edges { get; init; } = [];

    public IReadOnlyList<StickyNote> Notes { get; init; } = [];

    public bool IsEmpty => Nodes.Count == 0 && Edges.Count == 0 && Notes.Count == 0;
}
