using FlowForge.Core.Model;
using FlowForge.Web.Here;

namespace FlowForge.Web.Editor.Inspector.Values;

/// <summary>Where expressions of the shown node are evaluated. Fields get it from the inspector; equal moments give equal values.</summary>
/// <param name="Session">Has the document as it stands.</param>
/// <param name="NodeId">The node.</param>
/// <param name="Place">Who is asked.</param>
/// <param name="Run">The run that is shown, or null.</param>
/// <param name="Iteration">The iteration that is looked at, or null.</param>
/// <param name="Frame">Sequence of the frame that has the node's items, so that newer items are a new moment.</param>
/// <param name="Item">Index of the item at hand.</param>
/// <param name="HasItems">Whether there is an item at hand.</param>
internal sealed record ValueMoment(EditorSession Session, string NodeId, RunPlace Place, string? Run, string? Iteration, long Frame, int Item, bool HasItems)
{
    // What needs an item of a run. What does not, such as {{ $now }}, has a value before there is any.
    private static readonly string[] OfItems = ["$json", "$input", "$(", "$node", "$items", "$itemIndex", "$binary", "$runIndex"];

    /// <summary>Whether an expression can be evaluated at this moment.</summary>
    public bool Answers(string template) => HasItems || !Array.Exists(OfItems, name => template.Contains(name, StringComparison.Ordinal));

    /// <summary>Whether items are pinned to the node before, which stand in for a run's.</summary>
    public static bool IsFed(Workflow workflow, string node) => workflow.Edges.FirstOrDefault(edge => edge.IsMain && edge.To == node) is { } edge
        && workflow.Nodes.FirstOrDefault(one => one.Id == edge.From) is { Pinned.ValueKind: System.Text.Json.JsonValueKind.Object };
}
