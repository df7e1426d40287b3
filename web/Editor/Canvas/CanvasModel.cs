namespace FlowForge.Web.Editor.Canvas;

/// <summary>A port as it is drawn. The words of this file are those of <c>canvas/src/canvas/model.ts</c>.</summary>
/// <param name="Name">Its name in edges.</param>
/// <param name="Label">What stands beside it.</param>
/// <param name="Look"><c>error</c>, <c>missing</c> or null.</param>
public sealed record CanvasPort(string Name, string Label, string? Look = null);

/// <summary>A node as it is drawn.</summary>
public sealed record CanvasNode
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>A few words of its parameters.</summary>
    public required string Note { get; init; }

    public required string Icon { get; init; }

    public required string Group { get; init; }

    /// <summary>Its kind, in words.</summary>
    public required string Title { get; init; }

    public double X { get; init; }

    public double Y { get; init; }

    public required IReadOnlyList<CanvasPort> Inputs { get; init; }

    public required IReadOnlyList<CanvasPort> Outputs { get; init; }

    public bool IsTrigger { get; init; }

    public bool IsDisabled { get; init; }

    public bool IsUnknown { get; init; }

    public int Errors { get; init; }

    public int Warnings { get; init; }

    public string Problems { get; init; } = "";

    /// <summary><c>running</c>, <c>waiting</c>, <c>completed</c>, <c>failed</c>, <c>skipped</c>, <c>cancelled</c> or null.</summary>
    public string? State { get; init; }

    public int Runs { get; init; }

    /// <summary><c>added</c>, <c>removed</c> or <c>changed</c> where a difference is shown, <c>differs</c> where two runs are compared, else null.</summary>
    public string? Mark { get; init; }

    /// <summary>Whether runs of the editor pause before it.</summary>
    public bool IsBreakpoint { get; init; }

    /// <summary>Whether it has pinned data.</summary>
    public bool IsPinned { get; init; }

    /// <summary><c>takes</c> for an agent, which has a port for its tools, <c>gives</c> for a node that can be one where there is an agent, else null.</summary>
    public string? Tool { get; init; }
}

/// <summary>An edge as it is drawn.</summary>
public sealed record CanvasEdge
{
    public required string Id { get; init; }

    public required string From { get; init; }

    public required string FromPort { get; init; }

    public required string To { get; init; }

    public required string ToPort { get; init; }

    /// <summary><c>plain</c>, <c>error</c>, <c>tool</c> from a tool to its agent, or <c>side</c> for another edge that takes no part in a run.</summary>
    public required string Look { get; init; }

    public int? Repeat { get; init; }

    /// <summary><c>live</c>, <c>delivered</c>, <c>dead</c> or null.</summary>
    public string? State { get; init; }

    public int? Items { get; init; }

    /// <summary><c>added</c>, <c>removed</c> or null.</summary>
    public string? Mark { get; init; }
}

/// <summary>A note as it is drawn.</summary>
public sealed record CanvasNote(string Id, string Text, double X, double Y, double W, double H, string Color);

/// <summary>All that is drawn.</summary>
public sealed record CanvasGraph(IReadOnlyList<CanvasNode> Nodes, IReadOnlyList<CanvasEdge> Edges, IReadOnlyList<CanvasNote> Notes)
{
    public static readonly CanvasGraph Empty = new([], [], []);
}

/// <summary>What differs from what was sent before.</summary>
public sealed record CanvasPatch(
    IReadOnlyList<CanvasNode> Nodes, IReadOnlyList<CanvasEdge> Edges, IReadOnlyList<CanvasNote> Notes, CanvasGone Gone);

/// <summary>Ids of what is no longer drawn.</summary>
public sealed record CanvasGone(IReadOnlyList<string> Nodes, IReadOnlyList<string> Edges, IReadOnlyList<string> Notes);

/// <summary>What is selected.</summary>
public sealed record CanvasSelection(IReadOnlyList<string> Nodes, IReadOnlyList<string> Edges, IReadOnlyList<string> Notes)
{
    public static readonly CanvasSelection None = new([], [], []);

    public bool IsEmpty => Nodes.Count + Edges.Count + Notes.Count == 0;
}

/// <summary>Where a node or note stands.</summary>
public sealed record CanvasPlace(string Id, double X, double Y);

/// <summary>A point of the canvas.</summary>
public sealed record CanvasPoint(double X, double Y);
