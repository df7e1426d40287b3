using FlowForge.Core.Binaries;

namespace FlowForge.Api.Bodies;

/// <summary>
/// What a packed body holds, as it is read. A body that cannot be unpacked, ends too early, or holds more than <paramref name="most"/> bytes is an
/// <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class UnpackedStream(Stream inner, long most) : ForwardStream
{
    private long _taken;

    /// <summary>Whether it was stopped because it holds too much.</summary>
    public bool IsTooLarge => _taken > most;

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
