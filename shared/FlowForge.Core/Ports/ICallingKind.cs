using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>
/// A kind that calls runs in rounds (<see cref="NodeResult.CallRuns"/>) and decides after each what follows. Everything it wants to know later lies in its memo:
/// the host may have died in between.
/// </summary>
public interface ICallingKind : INodeKind
{
    /// <summary>Goes on from a memo; under the same rules as <see cref="INodeKind.RunAsync"/>, with the same input.</summary>
    /// <param name="context">The node.</param>
    /// <param name="memo">The memo of the round.</param>
    /// <param name="ended">
    /// What the round's runs gave, in the order of its calls. Null when they have not been started: the kind then gives the same calls with the same memo again.
    /// </param>
    /// <param name="cancellation">Stops it.</param>
    ValueTask<NodeResult> GoOnAsync(INodeContext context, string memo, IReadOnlyList<EndedCall>? ended, CancellationToken cancellation);
}

/// <summary>A run that is to be started.</summary>
/// <param name="WorkflowId">The workflow, which has a <c>trigger.workflow</c>.</param>
/// <param name="Item">The item it is given.</param>
public sealed record RunToCall(string WorkflowId, Item Item);

/// <summary>A called run that has ended.</summary>
/// <param name="RunId">The run; null when it was deleted before its result was taken.</param>
/// <param name="Output">Its output, to be read, or why it failed.</param>
public sealed record EndedCall(string? RunId, Outcome<ItemList> Output);

/// <summary>A workflow that a node may call.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for, or null.</param>
/// <param name="InputSchema">JSON Schema of its items; undefined when it has none.</param>
public sealed record CallableWorkflow(string Id, string Name, string? Description, JsonElement InputSchema);
