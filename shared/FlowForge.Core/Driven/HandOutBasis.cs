using System.Text.Json;
using FlowForge.Core.Execution;

namespace FlowForge.Core.Driven;

/// <summary>What a hand-out is told of its run's state besides itself: numbers, counts and hashes.</summary>
public sealed record HandOutBasis
{
    /// <summary>All hand-outs with a smaller number have answered.</summary>
    public required int Below { get; init; }

    /// <summary>
    /// How far its first node is with the runs that it calls; null when it calls none. The memo is the hash under which the memo's text stands among the payloads of the run's family.
    /// </summary>
    public CallProgress? Call { get; init; }

    /// <summary>Documents with which the run has gone on, first to last.</summary>
    public IReadOnlyList<RunRevision> Revisions { get; init; } = [];

    /// <summary>The basis of a hand-out of this state.</summary>
    public static HandOutBasis Of(RunState state, HandOut handOut)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(handOut);
        return new()
        {
            Below = state.Out.Keys.First(),
            Call = state.Calls.GetValueOrDefault((handOut.First, handOut.Iteration.Path)),
            Revisions = state.Revisions,
        };
    }

    /// <summary>Writes the basis into an object that is being written.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteNumber("below"u8, Below);
        if (Call is { } call)
        {
            writer.WritePropertyName("call"u8);
            CallProgressJson.Write(writer, call);
        }

        if (Revisions.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("revisions"u8);
        foreach (var revision in Revisions)
        {
            RunRevisionJson.Write(writer, revision);
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static HandOutBasis Read(JsonElement json) => new()
    {
        Below = json.GetProperty("below"u8).GetInt32(),
        Call = json.TryGetProperty("call"u8, out var call) ? CallProgressJson.Read(call) : null,
        Revisions = json.TryGetProperty("revisions"u8, out var revisions) ? [.. revisions.EnumerateArray().Select(RunRevisionJson.Read)] : [],
    };
}
