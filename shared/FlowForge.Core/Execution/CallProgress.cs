using System.Text.Json;

namespace FlowForge.Core.Execution;

/// <summary>How far a node is with the runs that it calls.</summary>
/// <param name="Attempt">The attempt that calls.</param>
/// <param name="WorkflowId">The workflow that is called.</param>
/// <param name="IsPerItem">Whether it is called for each item.</param>
/// <param name="Started">Runs that have been started, for the first items.</param>
/// <param name="Awaited">Ends at which the node looks again.</param>
/// <param name="Ended">Runs that have ended.</param>
/// <param name="HasFailed">Whether one of these did not complete.</param>
public sealed record CallProgress(int Attempt, string WorkflowId, bool IsPerItem, int Started, int Awaited, int Ended = 0, bool HasFailed = false)
{
    /// <summary>What a kind that calls in rounds has recorded of the present one; null for one call of all.</summary>
    public string? Memo { get; init; }

    /// <summary>Number of the present round's first run; it has been started when <see cref="Started"/> is larger.</summary>
    public int First { get; init; }

    /// <summary>Ends were told of before the call itself.</summary>
    public static CallProgress NotBegun(int attempt) => new(attempt, "", false, 0, int.MaxValue);
}

/// <summary>Progress of calls as a JSON array of its fields.</summary>
internal static class CallProgressJson
{
    public static void Write(Utf8JsonWriter writer, CallProgress call)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(call.Attempt);
        writer.WriteStringValue(call.WorkflowId);
        writer.WriteNumberValue(call.IsPerItem ? 1 : 0);
        writer.WriteNumberValue(call.Started);
        writer.WriteNumberValue(call.Awaited);
        writer.WriteNumberValue(call.Ended);
        writer.WriteNumberValue(call.HasFailed ? 1 : 0);
        if (call.Memo is { } memo)
        {
            writer.WriteStringValue(memo);
            writer.WriteNumberValue(call.First);
        }

        writer.WriteEndArray();
    }

    public static CallProgress Read(JsonElement row) => new(
        row[0].GetInt32(), row[1].GetString()!, row[2].GetInt32() == 1, row[3].GetInt32(), row[4].GetInt32(), row[5].GetInt32(), row[6].GetInt32() == 1)
    {
        Memo = row.GetArrayLength() > 7 ? row[7].GetString() : null,
        First = row.GetArrayLength() > 8 ? row[8].GetInt32() : 0,
    };
}
