namespace FlowForge.Formats.N8n.Reports;

/// <summary>What became of a workflow of n8n. Nodes are named as the document names them.</summary>
public sealed record N8nReport
{
    /// <summary>Nodes that became a kind.</summary>
    public IReadOnlyList<MappedNode> Mapped { get; init; } = [];

    /// <summary>Nodes that have no kind here: drawn, kept and not run.</summary>
    public IReadOnlyList<PlaceholderNode> Placeholders { get; init; } = [];

    /// <summary>Credentials to enter before the workflow can run.</summary>
    public IReadOnlyList<NeededCredential> Credentials { get; init; } = [];

    /// <summary>Expressions that use a name which is not known here.</summary>
    public IReadOnlyList<UnknownExpression> Expressions { get; init; } = [];

    /// <summary>What was wrong in the file and was put right.</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>What else is worth knowing: settings that mean something else here, options that are not carried over.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>With <c>join: all</c>: the nodes that run less often than in n8n, or with other items.</summary>
    public IReadOnlyList<Remark> Changes { get; init; } = [];

    /// <summary>Sticky notes that became notes on the canvas.</summary>
    public int Notes { get; init; }
}

/// <summary>A node that became a kind.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">n8n's type.</param>
/// <param name="TypeVersion">Version of the type.</param>
/// <param name="Kind">The kind here.</param>
public sealed record MappedNode(string Id, string Name, string Type, double TypeVersion, string Kind);

/// <summary>A node without a kind.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">n8n's type.</param>
/// <param name="TypeVersion">Version of the type.</param>
/// <param name="Reason">Why this one has none though its type has; null when the type has none.</param>
public sealed record PlaceholderNode(string Id, string Name, string Type, double TypeVersion, string? Reason);

/// <summary>A credential that a node names.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Slot">n8n's type of it, e.g. <c>httpHeaderAuth</c>.</param>
/// <param name="Id">The id under which the vault must hold it.</param>
/// <param name="Name">What people called it, or null.</param>
public sealed record NeededCredential(string NodeId, string Slot, string Id, string? Name);

/// <summary>An expression that uses a name which is not known here.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Path">Place below its parameters.</param>
/// <param name="Name">The unknown name, e.g. <c>$secrets</c>.</param>
public sealed record UnknownExpression(string NodeId, string Path, string Name);

/// <summary>Something that was put right.</summary>
/// <param name="Place">Where it stood in the file, e.g. <c>nodes[3].name</c>.</param>
/// <param name="Message">What was done.</param>
public sealed record Repair(string Place, string Message);

/// <summary>A sentence about a node, or about the workflow when there is none.</summary>
/// <param name="NodeId">The node, or null.</param>
/// <param name="Message">The sentence.</param>
public sealed record Remark(string? NodeId, string Message);
