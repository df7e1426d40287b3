using System.Text.Json.Serialization;

namespace FlowForge.Web.Editor.Canvas;

/// <summary>What a person did on the canvas.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Moved), "moved")]
[JsonDerivedType(typeof(Connected), "connected")]
[JsonDerivedType(typeof(Removed), "removed")]
[JsonDerivedType(typeof(Selected), "selected")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Renamed), "renamed")]
[JsonDerivedType(typeof(Dropped), "dropped")]
[JsonDerivedType(typeof(Wanted), "wanted")]
[JsonDerivedType(typeof(NoteChanged), "noteChanged")]
public abstract record CanvasEvent
{
    private CanvasEvent()
    {
    }

    /// <summary>Dragged nodes and notes came to rest.</summary>
    public sealed record Moved(IReadOnlyList<CanvasPlace> Nodes, IReadOnlyList<CanvasPlace> Notes) : CanvasEvent;

    /// <summary>An edge was drawn.</summary>
    public sealed record Connected(string From, string FromPort, string To, string ToPort) : CanvasEvent;

    /// <summary>Parts are to go.</summary>
    public sealed record Removed(IReadOnlyList<string> Nodes, IReadOnlyList<string> Edges, IReadOnlyList<string> Notes) : CanvasEvent;

    /// <summary>The selection is another.</summary>
    public sealed record Selected(IReadOnlyList<string> Nodes, IReadOnlyList<string> Edges, IReadOnlyList<string> Notes) : CanvasEvent;

    /// <summary>A node was double-clicked.</summary>
    public sealed record Opened(string Node) : CanvasEvent;

    /// <summary>A node's name was written.</summary>
    public sealed record Renamed(string Node, string Name) : CanvasEvent;

    /// <summary>A kind was dropped, maybe onto an edge.</summary>
    public sealed record Dropped(string Kind, double X, double Y, string? Edge = null) : CanvasEvent;

    /// <summary>A node of a kind yet to be chosen is wanted there: behind a port, before one, or on an edge.</summary>
    public sealed record Wanted(
        double X, double Y, string? From = null, string? FromPort = null, string? To = null, string? ToPort = null, string? Edge = null) : CanvasEvent;

    /// <summary>A note was written or resized.</summary>
    public sealed record NoteChanged(string Id, string Text, double X, double Y, double W, double H) : CanvasEvent;
}
