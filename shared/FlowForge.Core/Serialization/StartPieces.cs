using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Core.Serialization;

/// <summary>
/// Reads a large body of a start piece by piece. As one document it would take several times its text for as long as one of its items is
/// in use; in pieces an item holds on to no more than its neighbours.
/// </summary>
internal static class StartPieces
{
    /// <summary>Bytes of text at which a piece is closed.</summary>
    public const int PieceBytes = 64 * 1024;

    private enum Shape
    {
        /// <summary>An item: <c>json</c>, perhaps <c>binary</c>, and nothing else.</summary>
        Item,

        /// <summary>A value that is to become an item.</summary>
        Value,

        /// <summary>Neither: the body is to be read as a whole, which says what is wrong with it.</summary>
        Odd,
    }

    /// <summary>
    /// What <see cref="StartBody.Read(JsonElement)"/> gives for the normalised text, or null for a body that is not plainly a list of items
    /// or an envelope with a list; such a one is to be read as a whole.
    /// </summary>
    public static StartBody? Read(ReadOnlySpan<byte> text, int maxDepth, int pieceBytes = PieceBytes)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = maxDepth });
            reader.Read();
            var body = reader.TokenType switch
            {
                JsonTokenType.StartArray => List(text, ref reader, maxDepth, pieceBytes, splitsArray: false) is { } items ? new StartBody(items) : null,
                JsonTokenType.StartObject => Envelope(text, ref reader, maxDepth, pieceBytes),
                _ => null,
            };
            return body is not null && !reader.Read() ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static StartBody? Envelope(ReadOnlySpan<byte> text, ref Utf8JsonReader reader, int maxDepth, int pieceBytes)
    {
        IReadOnlyList<Item>? items = null;
        string? trigger = null;
        JsonElement? options = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isItems, isTrigger, isOptions) = (reader.ValueTextEquals("items"u8), reader.ValueTextEquals("trigger"u8), reader.ValueTextEquals("options"u8));
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray when isItems && items is null:
                    items = List(text, ref reader, maxDepth - 1, pieceBytes, splitsArray: true);
                    break;
                case JsonTokenType.String when isTrigger && trigger is null:
                    trigger = Single(text, ref reader, maxDepth)?.GetString();
                    break;
                case JsonTokenType.StartObject when isOptions && options is null:
                    options = Single(text, ref reader, maxDepth);
                    break;
                default:
                    return null;
            }

            if (isItems ? items is null : isTrigger ? trigger is null : options is null)
            {
                return null;
            }
        }

        return items is null ? null : new StartBody(items, trigger, options ?? default);
    }

    private static JsonElement? Single(ReadOnlySpan<byte> text, ref Utf8JsonReader reader, int maxDepth)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Parse(text[start..(int)reader.BytesConsumed], maxDepth) is { } list ? list[0] : null;
    }

    private static List<Item>? List(ReadOnlySpan<byte> text, ref Utf8JsonReader reader, int maxDepth, int pieceBytes, bool splitsArray)
    {
        var pieces = new List<Range>();
        var (isList, count, start, end) = (true, 0, -1, 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            start = start < 0 ? (int)reader.TokenStartIndex : start;
            var shape = Skip(ref reader);
            isList &= shape == Shape.Item;
            if (shape == Shape.Odd || !(isList || splitsArray))
            {
                return null;
            }

            count++;
            end = (int)reader.BytesConsumed;
            if (end - start >= pieceBytes)
            {
                pieces.Add(start..end);
                start = -1;
            }
        }

        if (start >= 0)
        {
            pieces.Add(start..end);
        }

        var items = new List<Item>(count);
        foreach (var piece in pieces)
        {
            if (Parse(text[piece], maxDepth) is not { } list)
            {
                return null;
            }

            items.AddRange(isList ? ItemJson.Read(list) : list.EnumerateArray().Select(StartBody.Single));
        }

        return items;
    }

    /// <summary>Passes over one element and tells what it is.</summary>
    private static Shape Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return Shape.Value;
        }

        var (jsons, binaries, isOdd, isValue) = (0, 0, false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isJson, isBinary) = (reader.ValueTextEquals("json"u8), reader.ValueTextEquals("binary"u8));
            reader.Read();
            jsons += isJson ? 1 : 0;
            binaries += isBinary ? 1 : 0;
            isValue |= !isJson && !isBinary;
            isOdd |= isJson && reader.TokenType != JsonTokenType.StartObject;
            isOdd |= isBinary && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null);
            reader.Skip();
        }

        return isValue || jsons == 0 ? Shape.Value : isOdd || jsons > 1 || binaries > 1 ? Shape.Odd : Shape.Item;
    }

    private static JsonElement? Parse(ReadOnlySpan<byte> elements, int maxDepth)
    {
        var rented = ArrayPool<byte>.Shared.Rent(elements.Length + 2);
        try
        {
            rented[0] = (byte)'[';
            elements.CopyTo(rented.AsSpan(1));
            rented[elements.Length + 1] = (byte)']';
            var list = JsJson.Normalize(rented.AsMemory(0, elements.Length + 2), maxDepth);
            return list.IsFailure ? null : list.Value;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
