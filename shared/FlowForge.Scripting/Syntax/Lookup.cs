namespace FlowForge.Scripting.Syntax;

/// <summary>One thing a source asks of its scope.</summary>
/// <param name="Name">A node's name; empty for the asking node's own input.</param>
/// <param name="Form">One of <see cref="LookupForms"/>.</param>
internal readonly record struct Lookup(string Name, string Form);

/// <summary>What can be asked about a node; the words of the wire and of the prelude.</summary>
internal static class LookupForms
{
    /// <summary>All its items.</summary>
    public const string All = "all";

    /// <summary>Its first item, or null.</summary>
    public const string First = "first";

    /// <summary>Its last item, or null.</summary>
    public const string Last = "last";

    /// <summary>Its items at the places of the page being worked on.</summary>
    public const string At = "at";

    /// <summary>For each item of the page, the item it came from.</summary>
    public const string Pair = "pair";

    /// <summary>Its parameters as written.</summary>
    public const string Params = "params";

    /// <summary>Whether it has run.</summary>
    public const string Executed = "executed";

    /// <summary>What the workflow keeps between its runs; the name is empty.</summary>
    public const string WorkflowState = "workflowState";

    /// <summary>What the node of that name keeps between runs.</summary>
    public const string NodeState = "nodeState";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { All, First, Last, At, Pair, Params, Executed, WorkflowState, NodeState };

    /// <summary>Whether <paramref name="form"/> is one of these; a worker is not believed blindly.</summary>
    public static bool IsKnown(string form) => Known.Contains(form);
}
