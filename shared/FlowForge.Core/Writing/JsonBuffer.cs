using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowForge.Core.Writing;

/// <summary>A JSON writer over memory that is used again; one per thread is kept.</summary>
public sealed class JsonBuffer : IDisposable
{
    /// <summary>Everything we write is well formed by construction, and item JSON is copied raw.</summary>
    public static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A larger one is let go, so that one big answer does not stay in memory; a page of items fits, whose buffer grew past it by doubling.</summary>
    private const int MostKept = 4 * Limits.PageBytes;

    [ThreadStatic]
    private static JsonBuffer? kept;

    private readonly ArrayBufferWriter<byte> bytes = new(4096);

    private JsonBuffer() => Writer = new(bytes, Options);

    /// <summary>Writes into it.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>An empty one; to be disposed.</summary>
    public static JsonBuffer Rent()
    {
        var buffer = kept ?? new();
        kept = null;
        return buffer;
    }

    /// <summary>What has been written; valid until disposal.</summary>
    public ReadOnlyMemory<byte> Written()
    {
        Writer.Flush();
        return bytes.WrittenMemory;
    }

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        if (bytes.Capacity > MostKept)
        {
            Writer.Dispose();
            return;
        }

        bytes.ResetWrittenCount();
        Writer.Reset();
        kept = this;
    }
}
