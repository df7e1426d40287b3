namespace FlowForge.Api.Bodies;

/// <summary>
/// What a packed body holds, as it is read. A body that cannot be unpacked, ends too early, or holds more than <paramref name="most"/> bytes is an
/// <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class UnpackedStream(Stream inner, long most) : Stream
{
    private long _taken;

    /// <summary>Whether it was stopped because it holds too much.</summary>
    public bool IsTooLarge => _taken > most;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException broken)
        {
            // What BrotliStream throws for a body that is not Brotli; the others throw InvalidDataException.
            throw new InvalidDataException("The body cannot be unpacked.", broken);
        }

        _taken += count;
        return IsTooLarge ? throw new InvalidDataException("The body holds too much.") : count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
