using System.Buffers;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Files;

namespace FlowForge.Nodes.JsonFile;

/// <summary>
/// Reads a JSON text value by value: the elements of a list, or the text's one value, or one value a line. What is held is the value being read,
/// at most <see cref="Limits.ItemBytes"/>.
/// </summary>
internal sealed class JsonElements(Stream utf8) : IDisposable
{
    private const int FirstBuffer = 16 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int start;
    private int end;
    private long passed;
    private bool isAtEnd;
    private bool isList;
    private bool isFirst = true;

    /// <summary>Whether values follow each other in lines, with no list round them.</summary>
    public bool IsLines { get; init; }

    /// <summary>The next value, normalised; null at the end. Failures: <c>file.content</c>, <c>limit.item</c>.</summary>
    public async ValueTask<Outcome<JsonElement?>> NextAsync(CancellationToken cancellation)
    {
        if (isFirst)
        {
            isFirst = false;
            if (!await PeekAsync(cancellation).ConfigureAwait(false))
            {
                return IsLines ? (JsonElement?)null : NotJson("It is empty.");
            }

            isList = !IsLines && buffer[start] == (byte)'[';
            if (isList)
            {
                start++;
                return await PeekAsync(cancellation).ConfigureAwait(false) && buffer[start] == (byte)']'
                    ? await EndAsync(cancellation).ConfigureAwait(false)
                    : await ValueAsync(cancellation).ConfigureAwait(false);
            }

            return await ValueAsync(cancellation).ConfigureAwait(false);
        }

        if (!await PeekAsync(cancellation).ConfigureAwait(false))
        {
            return isList ? NotJson("The list does not end.") : (JsonElement?)null;
        }

        if (IsLines)
        {
            return await ValueAsync(cancellation).ConfigureAwait(false);
        }

        switch (isList ? buffer[start] : default)
        {
            case (byte)',':
                start++;
                return await ValueAsync(cancellation).ConfigureAwait(false);
            case (byte)']':
                return await EndAsync(cancellation).ConfigureAwait(false);
            default:
                return NotJson($"Something follows at byte {passed + start}.");
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    /// <summary>Whether something but white space is left; it is at <see cref="start"/> then.</summary>
    private async ValueTask<bool> PeekAsync(CancellationToken cancellation)
    {
        while (true)
        {
            while (start < end)
            {
                if (buffer[start] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                {
                    return true;
                }

                start++;
            }

            if (!await FillAsync(cancellation).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    private async ValueTask<Outcome<JsonElement?>> ValueAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                if (LengthOfValue() is { } length)
                {
                    var json = JsJson.Normalize(buffer.AsMemory(start, length), Limits.Depth - 1);
                    start += length;
                    return json.IsFailure ? NotJson(json.Failure.Message) : json.Value;
                }
            }
            catch (JsonException exception)
            {
                return NotJson($"At byte {passed + start + (exception.BytePositionInLine ?? 0)} or before.");
            }

            if (end - start > Limits.ItemBytes)
            {
                return Failure.Of(FailureCodes.ItemTooLarge, $"The file has a value of more than {Limits.ItemBytes} bytes.");
            }

            if (!await FillAsync(cancellation).ConfigureAwait(false))
            {
                return NotJson("It ends in the middle of a value.");
            }
        }
    }

    /// <summary>Bytes of the value at <see cref="start"/>; null when more of it must come first.</summary>
    private int? LengthOfValue()
    {
        // One level more than an item may have, so that the check of the value tells its depth.
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isAtEnd, new(new() { MaxDepth = Limits.Depth + 2 }));
        return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : null;
    }

    private async ValueTask<Outcome<JsonElement?>> EndAsync(CancellationToken cancellation)
    {
        start++;
        isList = false;
        return await PeekAsync(cancellation).ConfigureAwait(false) ? NotJson($"Something follows at byte {passed + start}.") : (JsonElement?)null;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (isAtEnd)
        {
            return false;
        }

        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (passed, start, end) = (passed + start, 0, end - start);
        }

        if (end == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var count = await utf8.ReadAsync(buffer.AsMemory(end), cancellation).ConfigureAwait(false);
        end += count;
        isAtEnd = count == 0;
        return true;
    }

    private static Failure NotJson(string why) => FileFailures.NotOfFormat($"The file is not JSON. {why}");
}
