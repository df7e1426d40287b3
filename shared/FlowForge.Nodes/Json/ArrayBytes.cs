using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core;

namespace FlowForge.Nodes.Json;

/// <summary>An array that is gathered value by value. It copies them, so that the documents they came from need not stay in memory.</summary>
internal sealed class ArrayBytes : IDisposable
{
    private readonly PooledBytes bytes = new();

    /// <summary>How many bytes are gathered.</summary>
    public int Bytes => bytes.Count;

    /// <summary>How many values are gathered.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a value; one that is missing becomes null.</summary>
    public void Add(JsonElement value)
    {
        bytes.Write(Count++ == 0 ? (byte)'[' : (byte)',');
        bytes.Write(value.ValueKind == JsonValueKind.Undefined ? "null"u8 : JsonMarshal.GetRawUtf8Value(value));
    }

    /// <summary>The array; null when it is nested deeper than <see cref="Limits.Depth"/>.</summary>
    public JsonElement? Read()
    {
        bytes.Write(Count == 0 ? "[]"u8 : "]"u8);
        try
        {
            return JsonElement.Parse(bytes.Written, new JsonDocumentOptions { MaxDepth = Limits.Depth });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();
}
