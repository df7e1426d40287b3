using System.Buffers;

namespace FlowForge.Egress.Responses;

/// <summary>Gathers a body of unknown length in rented pieces, so that a stopped one leaves no garbage and a whole one is copied once.</summary>
internal sealed class BodyBuffer : IDisposable
{
    private const int FirstPiece = 16 * 1024;
    private const int LargestPiece = 1024 * 1024;

    private readonly List<byte[]> full = [];
    private byte[] current = ArrayPool<byte>.Shared.Rent(FirstPiece);
    private int used;

    /// <summary>Bytes gathered.</summary>
    public long Length { get; private set; }

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Free()
    {
        if (used == current.Length)
        {
            full.Add(current);
            current = ArrayPool<byte>.Shared.Rent(Math.Min(LargestPiece, current.Length * 2));
            used = 0;
        }

        return current.AsMemory(used);
    }

    /// <summary>Says that <paramref name="count"/> bytes were written to <see cref="Free"/>.</summary>
    public void Advance(int count)
    {
        used += count;
        Length += count;
    }

    public byte[] ToArray()
    {
        var whole = GC.AllocateUninitializedArray<byte>((int)Length);
        var at = 0;
        foreach (var piece in full)
        {
            piece.CopyTo(whole, at);
            at += piece.Length;
        }

        current.AsSpan(0, used).CopyTo(whole.AsSpan(at));
        return whole;
    }

    public void Dispose()
    {
        foreach (var piece in full)
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        full.Clear();
        ArrayPool<byte>.Shared.Return(current);
        current = [];
        used = 0;
    }
}
