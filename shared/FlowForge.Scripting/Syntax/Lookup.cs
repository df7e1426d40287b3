using System.Globalization;

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

    /// <summary>How far a loop is: <c>{ noItemsLeft, currentRunIndex }</c>; an empty object for any other node.</summary>
    public const string Context = "context";

    /// <summary>Whether it has run.</summary>
    public const string Executed = "executed";

    /// <summary>What the workflow keeps between its runs; the name is empty.</summary>
    public const string WorkflowState = "workflowState";

    /// <summary>What the node of that name keeps between runs.</summary>
    public const string NodeState = "nodeState";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        All, First, Last, At, Pair, Params, Context, Executed, WorkflowState, NodeState,
    };

    /// <summary>Whether <paramref name="form"/> is one of these, or one with a place; a worker is not believed blindly.</summary>
    public static bool IsKnown(string form) => Known.Contains(form) || Placed(form) is not null;

    /// <summary>
    /// A form with an output and a run, <c>all:1:0</c>; each may be left out, which means the one that the form alone means. Null for a form without.
    /// </summary>
    public static (string Form, int? Output, int? Run)? Placed(string form) =>
        form.Split(':') is [All or First or Last, var output, var run] parts && IsPlace(output) && IsPlace(run)
            ? (parts[0], Place(output), Place(run))
            : null;

    private static bool IsPlace(string text) => text.Length == 0 || Place(text) is not null;

    private static int? Place(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;
}
