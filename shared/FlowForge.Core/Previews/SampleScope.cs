using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Previews;

/// <summary>
/// What an expression sees where there is no run: sample items, and what the document has pinned to other nodes. Samples of one number are taken to
/// come from one another in order.
/// </summary>
internal sealed class SampleScope(Workflow workflow, Node node, RunFacts facts, ItemList items, DateTimeOffset now) : IScriptScope
{
    public RunFacts Run => facts;

    public Node Node => node;

    public PreviousNode? Previous => workflow.Edges.FirstOrDefault(edge => edge.IsMain && edge.To == node.Id) is { } edge
        && workflow.Nodes.FirstOrDefault(other => other.Id == edge.From)?.DisplayName is { } name
        ? new(name)
        : null;

    public Iteration Iteration => Iteration.Root;

    public DateTimeOffset Now => now;

    public ItemList Input(string? port = null) => items;

    public Node? Find(string nodeName) => workflow.Nodes.FirstOrDefault(other => other.DisplayName == nodeName);

    public Outcome<ItemList> Output(string nodeName, string? port) =>
        Find(nodeName) is not { } other ? Failure.Of(FailureCodes.Expression, $"There is no node '{nodeName}'.")
        : Pinned(other, port) is { } pinned ? Outcome<ItemList>.From(pinned.Items)
        : Failure.Of(FailureCodes.Expression, $"Node '{nodeName}' has not run, and has no pinned items.");

    public ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation)
    {
        var pinned = Find(nodeName) is { } other ? Pinned(other, null) : null;
        return new([.. Enumerable.Range(offset, count).Select(index => pinned is { } known && (known.Items.Count == items.Count || known.Items.Count == 1)
            ? new PairedItem(known.Items, known.Items.Count == 1 ? 0 : index)
            : (Outcome<PairedItem>)Failure.Of(FailureCodes.LineageLost, $"Sample items do not say which item of node '{nodeName}' they come from."))]);
    }

    /// <summary>Items pinned to a port, or to the first that has any; null when there are none.</summary>
    public static (string Port, ItemList Items)? Pinned(Node node, string? port)
    {
        if (node.Pinned.ValueKind != System.Text.Json.JsonValueKind.Object)
        {
            return null;
        }

        foreach (var pinned in node.Pinned.EnumerateObject())
        {
            if (port is null || pinned.NameEquals(port))
            {
                return (pinned.Name, ItemList.Of(ItemPages.Read(JsJson.Normalize(pinned.Value))));
            }
        }

        return null;
    }
}
