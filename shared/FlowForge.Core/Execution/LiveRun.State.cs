using System.Text.Json;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <content>What the workflow keeps between its runs, as this run sees it.</content>
internal sealed partial class LiveRun
{
    /// <summary>What is durable, with this run's own changes on top.</summary>
    public async ValueTask<OrderedDictionary<string, JsonElement>> ReadStateAsync(StateScope scope, CancellationToken cancellation)
    {
        // Taken first: a change that becomes durable in between is then seen twice, which is harmless, instead of not at all.
        var own = _overlay.Of(scope);
        var values = _parts.State is { } stored
            ? await stored.ReadAsync(_record.WorkflowId, scope, cancellation).ConfigureAwait(false)
            : new(StringComparer.Ordinal);
        own.ForEach(change => change.ApplyTo(values));
        return values;
    }
}
