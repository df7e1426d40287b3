using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Core;

namespace FlowForge.Nodes.Json;

/// <summary>Objects written into one buffer and read with one document, which is far cheaper than a document each.</summary>
internal sealed class JsonPage : IDisposable
{
    /// <summary>How items are written: text as it is, no indentation; validation is left out because only whole values are written.</summary>
    public static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    // The page is an array of the objects, which adds a level.
    private static readonly JsonDocumentOptions PageOptions = new() { MaxDepth = Limits.Depth + 1 };
    private static readonly JsonDocumentOptions ObjectOptions = new() { MaxDepth = Limits.Depth };

    private readonly List<int> ends = [];
    private Utf8JsonWriter? writer;
    private int start;

    /// <summary>Where the next object's bytes go.</summary>
    public PooledBytes Bytes { get; } = new();

    /// <summary>Objects written.</summary>
    public int Count => ends.Count;

    /// <summary>Begins an object; its bytes follow in <see cref="Bytes"/>.</summary>
    public void Begin()
    {
        Bytes.Write(ends.Count == 0 ? (byte)'[' : (byte)',');
        start = Bytes.Count;
    }

    /// <summary>A writer for the object that was begun; it is flushed by <see cref="End"/>.</summary>
    public Utf8JsonWriter Writer()
    {
        writer ??= new Utf8JsonWriter(Bytes, WriterOptions);
        writer.Reset(Bytes);
        return writer;
    }

    /// <summary>Puts what <see cref="Writer"/> holds back into <see cref="Bytes"/>, so that they can be counted.</summary>
    public void Flush() => writer?.Flush();

    /// <summary>Ends the object that was begun.</summary>
    public void End()
    {
        writer?.Flush();
        ends.Add(Bytes.Count);
    }

    /// <summary>Takes back the object that was begun.</summary>
    public void TakeBack()
    {
        writer?.Reset();
        Bytes.CutTo(start - 1);
    }

    /// <summary>All objects, and an empty page; null in the place of one that is nested deeper than <see cref="Limits.Depth"/>.</summary>
    public JsonElement?[] Read()
    {
        var objects = new JsonElement?[ends.Count];
        if (objects.Length > 0)
        {
            Bytes.Write((byte)']');
            Fill(objects);
        }

        ends.Clear();
        Bytes.CutTo(0);
        return objects;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer?.Dispose();
        Bytes.Dispose();
    }

    private void Fill(JsonElement?[] objects)
    {
        if (TryParse(Bytes.Written, PageOptions) is { } page)
        {
            var at = 0;
            foreach (var element in page.EnumerateArray())
            {
                objects[at++] = element;
            }

            return;
        }

        for (var (at, from) = (0, 1); at < objects.Length; from = ends[at++] + 1)
        {
            objects[at] = TryParse(Bytes.Written[from..ends[at]], ObjectOptions);
        }
    }

    private static JsonElement? TryParse(ReadOnlySpan<byte> json, JsonDocumentOptions options)
    {
        try
        {
            return JsonElement.Parse(json, options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
