using System.Buffers;

namespace FlowForge.Scripting.Sandbox;

/// <summary>A buffer that is used again and again, and takes no more than it may.</summary>
internal sealed class BoundedWriter : IBufferWriter<byte>
{
    private byte[] _buffer = new byte[256];
    private int _length;
    private int _maxBytes;

    /// <summary>What was written since <see cref="Begin"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Begins anew. What would go beyond <paramref name="maxBytes"/> throws a <see cref="FullException"/>.</summary>
    public void Begin(int maxBytes) => (_length, _maxBytes) = (0, maxBytes);

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void Reserve(int more)
    {
        if (_length > _maxBytes)
        {
            throw new FullException();
        }

        var needed = _length + Math.Max(more, 16);
        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(needed, (int)Math.Min(_buffer.Length * 2L, Array.MaxLength)));
        }
    }

    /// <summary>More was written than may be.</summary>
    internal sealed class FullException : Exception;
}
