using System.Text.Json;

namespace FlowForge.Core.Model;

/// <summary>A workflow document (schema version 1, design 2): what a person draws and saves.</summary>
public sealed record Workflow
{
    /// <summary>Document schema version; this build reads and writes 1.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Identity, <c>[A-Za-z0-9_-]{1,64}</c>, compared by ordinal.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it; the id when the document says nothing.</summary>
    public required string Name { get; init; }

    /// <summary>Grows by one with every save; 0 for a document that was never saved.</summary>
    public int Version { get; init; }

    /// <summary>What it is for, in the author's words.</summary>
    public string? Description { get; init; }

    /// <summary>Labels to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The folder it is shown in, or null for the top.</summary>
    public string? Folder { get; init; }

    /// <summary>Settings of its runs.</summary>
    public WorkflowConfig Config { get; init; } = new();

    /// <summary>Nodes in document order.</summary>
    public IReadOnlyList<Node> Nodes { get; init; } = [];

    /// <summary>Edges in document order, which is also the order in which items are joined.</summary>
    public IReadOnlyList<Edge> Edges { get; init; } = [];

    /// <summary>Sticky notes on the canvas.</summary>
    public IReadOnlyList<StickyNote> Notes { get; init; } = [];

    /// <summary>JSON Schema of the start items, or undefined.</summary>
    public JsonElement InputSchema { get; init; }

    /// <summary>How it is offered over the Model Context Protocol, or undefined.</summary>
    public JsonElement Mcp { get; init; }

    /// <summary>Anything a tool wants to keep; written back byte for byte. Undefined when absent.</summary>
    public JsonElement Meta { get; init; }
}
