using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Frames;

namespace FlowForge.Core.Binaries;

/// <summary>
/// What a reference names: type, file name, size and the chunks in order. Manifests, chunks and pages of items are payloads of one family, so each
/// begins with a byte of its own, and no content of a chunk can pass for a manifest.
/// </summary>
/// <param name="Mime">Media type.</param>
/// <param name="FileName">File name, or null.</param>
/// <param name="Size">Bytes in all.</param>
/// <param name="Chunks">Hashes of the chunks; all but the last hold <see cref="Limits.BinaryChunkBytes"/>.</param>
internal sealed record BinaryManifest(string Mime, string? FileName, long Size, IReadOnlyList<string> Chunks)
{
    /// <summary>First byte of a chunk's payload.</summary>
    public const byte ChunkMark = 1;

    private const byte ManifestMark = 2;

    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write([ManifestMark]);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("mime"u8, Mime);
            writer.WriteString("fileName"u8, FileName);
            writer.WriteNumber("size"u8, Size);
            writer.WriteStartArray("chunks"u8);
            foreach (var chunk in Chunks)
            {
                writer.WriteStringValue(chunk);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a payload; null when it is something else.</summary>
    public static BinaryManifest? Read(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty || payload[0] != ManifestMark)
        {
            return null;
        }

        var json = JsonElement.Parse(payload[1..]);
        return new(
            json.GetProperty("mime"u8).GetString()!,
            json.GetProperty("fileName"u8).GetString(),
            json.GetProperty("size"u8).GetInt64(),
            [.. json.GetProperty("chunks"u8).EnumerateArray().Select(static chunk => chunk.GetString()!)]);
    }

    /// <summary>The reference under which it is kept.</summary>
    public static string RefOf(ReadOnlySpan<byte> written) => PayloadHash.Of(written);
}
