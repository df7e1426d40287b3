using System.Text.Json;

namespace FlowForge.Core.Execution;

/// <summary>A hand-out as a JSON array: number, branch, iteration, first node, phase, exhausted ports, the loop's rounds or the message when it has one, and its token with <c>join: each</c>.</summary>
public static class HandOutJson
{
    /// <summary>Writes the array.</summary>
    public static void Write(Utf8JsonWriter writer, HandOut handOut)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(handOut.Number);
        writer.WriteNumberValue(handOut.Branch);
        writer.WriteStringValue(handOut.Iteration.Path);
        writer.WriteNumberValue(handOut.First);
        writer.WriteNumberValue((int)handOut.Phase);
        writer.WriteStartArray();
        foreach (var port in handOut.Exhausted)
        {
            writer.WriteNumberValue(port);
        }

        writer.WriteEndArray();
        if (handOut.Rounds is { } rounds)
        {
            LoopRoundsJson.Write(writer, rounds);
        }
        else if (handOut.Mail > 0 || handOut.Token is not null)
        {
            writer.WriteNumberValue(handOut.Mail);
        }

        if (handOut.Token is { } token)
        {
            EachJson.Write(writer, token);
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads the array.</summary>
    public static HandOut Read(JsonElement row) => new(
        row[0].GetInt32(), row[1].GetInt32(), new(row[2].GetString()!), row[3].GetInt32(), (HandOutPhase)row[4].GetInt32(),
        row[5].EnumerateArray().Select(port => port.GetInt32()).ToArray(),
        row.GetArrayLength() > 6 && row[6].ValueKind != JsonValueKind.Number ? LoopRoundsJson.Read(row[6]) : null,
        row.GetArrayLength() > 6 && row[6].ValueKind == JsonValueKind.Number ? row[6].GetInt32() : 0)
    {
        Token = row.GetArrayLength() > 7 ? EachJson.ReadToken(row[7]) : null,
    };
}
