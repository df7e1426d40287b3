using System.Text;
using System.Text.Json;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Summarize;

/// <summary>The result of one field in one group while items come.</summary>
internal sealed class Accumulator(SummaryField field) : IDisposable
{
    private readonly ArrayBytes? list = field.Operation == SummaryOperation.Append ? new() : null;
    private readonly HashSet<string>? seen = field.Operation == SummaryOperation.CountUnique ? new(StringComparer.Ordinal) : null;
    private readonly StringBuilder? text = field.Operation == SummaryOperation.Concatenate ? new() : null;
    private JsonElement? best;
    private ValueKey bestKey;
    private double sum;
    private int count;

    /// <summary>Takes the value of an item. Gives about how many bytes it holds on to.</summary>
    public int Add(JsonElement value)
    {
        if (IsEmpty(value) && !(field.IncludesEmpty && field.Operation is SummaryOperation.Append or SummaryOperation.Concatenate or SummaryOperation.Count or SummaryOperation.CountUnique))
        {
            return 0;
        }

        switch (field.Operation)
        {
            case SummaryOperation.Append:
                var before = list!.Bytes;
                list.Add(value);
                return list.Bytes - before;
            case SummaryOperation.Concatenate:
                var length = text!.Length;
                text.Append(count++ == 0 ? "" : field.Separator).Append(value.ValueKind == JsonValueKind.Undefined ? "undefined" : JsText.Of(value));
                return (text.Length - length) * 2;
            case SummaryOperation.CountUnique:
                var digest = CanonicalText.Digest(value);
                return seen!.Add(digest) ? digest.Length * 2 : 0;
            case SummaryOperation.Min or SummaryOperation.Max:
                return Take(value);
            case SummaryOperation.Count:
                count++;
                return 0;
            default:
                if (value.ValueKind == JsonValueKind.Number)
                {
                    sum += value.GetDouble();
                    count++;
                }

                return 0;
        }
    }

    /// <summary>The result; null when it is nested too deep.</summary>
    public JsonElement? Give() => field.Operation switch
    {
        SummaryOperation.Append => list!.Read(),
        SummaryOperation.Concatenate => JsonValues.Text(text!.ToString()),
        SummaryOperation.CountUnique => Number(seen!.Count),
        SummaryOperation.Count => Number(count),
        SummaryOperation.Sum => Number(sum),
        SummaryOperation.Average => count == 0 ? Core.Serialization.JsonConstants.Null : Number(sum / count),
        _ => best ?? Core.Serialization.JsonConstants.Null,
    };

    /// <summary>Whether a value counts as none: missing, null or an empty text.</summary>
    public static bool IsEmpty(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    /// <inheritdoc/>
    public void Dispose() => list?.Dispose();

    private int Take(JsonElement value)
    {
        var key = ValueKey.Of(value, ignoreCase: false);
        if (best is not null && (key.CompareTo(bestKey) is var by && field.Operation == SummaryOperation.Min ? by >= 0 : by <= 0))
        {
            return 0;
        }

        // A copy, so that the page it came from need not stay.
        var had = best?.GetRawText().Length ?? 0;
        (best, bestKey) = (value.Clone(), key);
        return best.Value.GetRawText().Length - had;
    }

    private static JsonElement Number(double number) =>
        double.IsFinite(number) ? JsonElement.Parse(Core.Serialization.JsNumber.Format(number)) : Core.Serialization.JsonConstants.Null;
}
