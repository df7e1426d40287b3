using System.Text.Json;
using FlowForge.Core.Assistance;
using FlowForge.Core.Validation;

namespace FlowForge.Ai.Replies;

/// <summary>Reads <c>data: [{ path, value }]</c> of a reply: other values for the item that failed.</summary>
internal static class DataReply
{
    private const int MostValues = 20;
    private const int MostSteps = 16;

    /// <summary>The values; none when the property is absent or null.</summary>
    public static Checked<IReadOnlyList<DataValue>> Read(JsonElement reply)
    {
        if (!reply.TryGetProperty("data", out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return Checked<IReadOnlyList<DataValue>>.Sound([]);
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostValues || !list.EnumerateArray().All(IsOne))
        {
            return Checked<IReadOnlyList<DataValue>>.Refused(new Problem(
                "ai.reply", "data", $"\"data\" is a list of at most {MostValues} objects with \"path\", a list of 1 to {MostSteps} names of fields and numbers of elements, and \"value\"."));
        }

        return Checked<IReadOnlyList<DataValue>>.Sound([.. list.EnumerateArray().Select(static one => new DataValue([.. one.GetProperty("path").EnumerateArray()], one.GetProperty("value")))]);
    }

    private static bool IsOne(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty("value", out _) && one.TryGetProperty("path", out var path)
        && path.ValueKind == JsonValueKind.Array && path.GetArrayLength() is > 0 and <= MostSteps
        && path.EnumerateArray().All(static step => step.ValueKind == JsonValueKind.String || (step.ValueKind == JsonValueKind.Number && step.TryGetInt32(out _)));
}
