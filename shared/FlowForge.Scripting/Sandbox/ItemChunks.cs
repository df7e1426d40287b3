using System.Buffers;

namespace FlowForge.Scripting.Sandbox;

/// <summary>Items as JSON text, cut into arrays so that a step over many items holds only some of them as objects at a time.</summary>
/// <param name="Chunks">JSON arrays of the items' json.</param>
/// <param name="Counts">Count of items in each.</param>
/// <param name="Binary">One JSON array over all items, null where an item has none; empty when no item has any.</param>
internal sealed record ItemChunks(IReadOnlyList<ReadOnlyMemory<byte>> Chunks, IReadOnlyList<int> Counts, ReadOnlyMemory<byte> Binary)
{
    /// <summary>Items of one chunk at most.</summary>
    public const int MaxItems = 500;

    /// <summary>Bytes of one chunk, about.</summary>
    public const int Bytes = 256 * 1024;

    /// <summary>No items.</summary>
    public static readonly ItemChunks Empty = new([], [], default);

    /// <summary>How many items there are.</summary>
    public int Count { get; } = Counts.Sum();

    /// <summary>Whether any item has binaries.</summary>
    public bool HasBinary => !Binary.IsEmpty;

    /// <summary>All items as one JSON array.</summary>
    public ReadOnlyMemory<byte> Whole()
    {
        if (Chunks.Count == 1)
        {
            return Chunks[0];
        }

        var output = new ArrayBufferWriter<byte>(Chunks.Sum(chunk => chunk.Length) + 2);
        output.Write("["u8);
        foreach (var chunk in Chunks)
        {
            var inner = chunk.Span[1..^1];
            if (inner.Length > 0)
            {
                output.Write(output.WrittenCount > 1 ? ","u8 : default);
                output.Write(inner);
            }
        }

        output.Write("]"u8);
        return output.WrittenMemory;
    }

    /// <summary>The same items in one chunk, as a list with binaries needs them.</summary>
    public ItemChunks Joined() => Chunks.Count <= 1 ? this : new([Whole()], [Count], Binary);
}
