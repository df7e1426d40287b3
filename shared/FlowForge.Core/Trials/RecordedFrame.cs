using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Trials;

/// <summary>A node's run as it was recorded: what it was asked for each of its items, and what it gave.</summary>
/// <param name="previews">Works out anew what the node's parameters were.</param>
/// <param name="run">The run.</param>
/// <param name="workflow">The document it went by.</param>
/// <param name="frame">The node's egress frame.</param>
internal sealed class RecordedFrame(IExpressionPreviews previews, RunRecord run, Workflow workflow, Frame frame)
{
    private readonly Dictionary<int, JsonElement?> _asked = [];

    /// <summary>What came in by the first port.</summary>
    public IReadOnlyList<Item> Input { get; } = frame.Input.Count == 0 ? [] : frame.Input[0].Items;

    /// <summary>Whether all that it took and gave is at hand.</summary>
    public bool IsWhole { get; } = frame.Input.Concat(frame.Output).All(static port => port.Items.Count == port.Count);

    /// <summary>What it gave, by port that gave any.</summary>
    public IReadOnlyList<PortItems> Output { get; } = [.. frame.Output.Where(static port => port.Count > 0)];

    /// <summary>The one port that gave an item for each that came in; null when it is not so.</summary>
    public PortItems? OneForOne => Output is [var port] && port.Count == Input.Count ? port : null;

    /// <summary>Whether the node was asked this for its item at that place: the same parameters, and the same item where the kind may send it as it is.</summary>
    public async ValueTask<bool> IsAsync(int at, JsonElement asked, JsonElement? item, CancellationToken cancellation)
    {
        if (item is { } same && (at >= Input.Count || !JsonElement.DeepEquals(same, Input[at].Json)))
        {
            return false;
        }

        if (!_asked.TryGetValue(at, out var known))
        {
            var preview = await previews.PreviewAsync(
                new() { Workflow = workflow, NodeId = frame.NodeId, Run = run, Iteration = frame.Iteration, Item = at }, cancellation).ConfigureAwait(false);
            known = _asked[at] = !preview.IsFailure && preview.Value is Preview.Value value ? value.Json : null;
        }

        return known is { } parameters && JsonElement.DeepEquals(asked, parameters);
    }
}
