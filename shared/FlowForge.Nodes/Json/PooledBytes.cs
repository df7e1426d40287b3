using System.Buffers;

namespace FlowForge.Nodes.Json;

/// <summary>Bytes that are written one behind the other, in an array lent by the pool.</summary>
internal sealed class PooledBytes : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(1024);

    /// <summary>How many are written.</summary>
    public int Count { get; private set; }

    /// <summary>What is written.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Count);

    /// <summary>Writes a run of bytes.</summary>
    public void Write(ReadOnlySpan<byte> run)
    {
        run.CopyTo(GetSpan(run.Length));
        Count += run.Length;
    }

    /// <summary>Writes one byte.</summary>
    public void Write(byte one)
    {
        Reserve(1);
        bytes[Count++] = one;
    }

    /// <summary>Takes back what was written behind <paramref name="count"/>.</summary>
    public void CutTo(int count) => Count = count;

    /// <inheritdoc/>
    public void Advance(int count) => Count += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 256));
        return bytes.AsMemory(Count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return bytes.AsSpan(Count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        Count = 0;
    }

    private void Reserve(int more)
    {
        if (bytes.Length - Count >= more)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, Count + more));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
