namespace FlowForge.Core.Proposals;

/// <summary>
/// Codes of operations that cannot be read or applied, besides those of documents: <c>document.*</c>, <c>node.id</c>, <c>node.name</c>,
/// <c>node.duplicateId</c>, <c>node.duplicateName</c>, <c>edge.missingNode</c>, <c>edge.duplicate</c>, <c>graph.tooManyNodes</c>, <c>graph.tooManyEdges</c>, <c>json.*</c>.
/// </summary>
public static class OperationCodes
{
    /// <summary>More operations than <see cref="Limits.Operations"/>.</summary>
    public const string TooMany = "operation.tooMany";

    /// <summary>The node to change does not exist.</summary>
    public const string MissingNode = "operation.missingNode";

    /// <summary>The edge to remove does not exist.</summary>
    public const string MissingEdge = "operation.missingEdge";

    /// <summary>The edge to remove is one of several; its ports would tell which.</summary>
    public const string AmbiguousEdge = "operation.ambiguousEdge";

    /// <summary>A place past the end of the list.</summary>
    public const string Index = "operation.index";

    /// <summary>A rename that says neither an id nor a name.</summary>
    public const string NothingToDo = "operation.nothingToDo";

    /// <summary>The workflow would be larger than <see cref="Limits.DocumentBytes"/>.</summary>
    public const string TooLarge = "operation.tooLarge";
}
