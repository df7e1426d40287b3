using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>
/// A search for text over runs, the same in every store: a part of the run's id, its workflow's id or name, its failure's code or message, or of
/// a value among the items it was started with. Case does not matter (ordinal).
/// </summary>
public sealed class RunText(string text)
{
    private const StringComparison Rule = StringComparison.OrdinalIgnoreCase;

    /// <summary>Whether the row of a run has the text.</summary>
    public bool IsIn(RunRecord run) =>
        run.Id.Contains(text, Rule)
        || run.WorkflowId.Contains(text, Rule)
        || run.WorkflowName.Contains(text, Rule)
        || (run.Failure is { } failure && (failure.Code.Contains(text, Rule) || failure.Message.Contains(text, Rule)));

    /// <summary>
    /// Whether the start items have the text in a string or a number. Of items that are stored in pages nothing is looked at, of others the
    /// first <see cref="Limits.SearchBytes"/>.
    /// </summary>
    /// <param name="firstSegment">The run's first segment, or its beginning.</param>
    public bool IsInItems(ReadOnlySpan<byte> firstSegment)
    {
        var cut = firstSegment[..Math.Min(firstSegment.Length, Limits.SearchBytes)];
        var reader = new Utf8JsonReader(cut, isFinalBlock: false, new JsonReaderState(new() { MaxDepth = Limits.Depth + 8 }));
        try
        {
            return BeginsWithItems(ref reader) && HasText(ref reader);
        }
        catch (JsonException)
        {
            // A segment that is broken is reported where it is read; a search does not fail for it.
            return false;
        }
    }

    /// <summary>Goes into <c>[{"start":{"port":…,"items":[</c>.</summary>
    private static bool BeginsWithItems(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || !reader.Read() || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("start"u8))
        {
            return false;
        }

        while (reader.Read() && reader.CurrentDepth >= 2)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3 && reader.ValueTextEquals("items"u8))
            {
                return reader.Read();
            }
        }

        return false;
    }

    private bool HasText(ref Utf8JsonReader reader)
    {
        var list = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > list)
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number && IsIn(ref reader))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsIn(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length < text.Length)
        {
            return false;
        }

        var rented = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            var length = reader.TokenType == JsonTokenType.String
                ? reader.CopyString(rented)
                : System.Text.Encoding.ASCII.GetChars(reader.ValueSpan, rented);
            return rented.AsSpan(0, length).Contains(text, Rule);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }
}
