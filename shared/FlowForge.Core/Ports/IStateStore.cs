using System.Text.Json;
using FlowForge.Core.State;

namespace FlowForge.Core.Ports;

/// <summary>
/// What workflows keep between their runs. It is changed by <see cref="IRunStore.WriteAsync"/> only, in one transaction with the records that
/// hold the changes. One contract suite (<c>StateStoreContract</c>) holds every implementation.
/// </summary>
public interface IStateStore
{
    /// <summary>Keys and values of a scope, in the order in which the keys were first set; what is durable, and the caller's own copy.</summary>
    ValueTask<OrderedDictionary<string, JsonElement>> ReadAsync(string workflowId, StateScope scope, CancellationToken cancellation);

    /// <summary>The scopes that have values, the workflow's own first, then by node id.</summary>
    ValueTask<IReadOnlyList<StateScope>> ScopesAsync(string workflowId, CancellationToken cancellation);

    /// <summary>
    /// Deletes all of a workflow's state; true when there was some. Changes that were applied before are not applied again; a run that is
    /// at work may make new ones.
    /// </summary>
    ValueTask<bool> DeleteAsync(string workflowId, CancellationToken cancellation);
}
