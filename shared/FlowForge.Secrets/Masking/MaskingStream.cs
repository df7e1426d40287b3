using FlowForge.Core.Binaries;

namespace FlowForge.Secrets.Masking;

/// <summary>Reads through a mask. It holds back as many bytes as a value may have, until it knows that none begins in them.</summary>
internal sealed class MaskingStream(Stream inner, SecretMask mask) : ForwardStream
{
    private const int Chunk = 16 * 1024;
    private readonly byte[] _ready = new byte[(Chunk + mask.Longest) * 2 + mask.Instead.Length];
    private byte[] _held = new byte[Chunk + mask.Longest];
    private int _heldCount;
    private int _readyAt;
    private int _readyCount;
    private bool _isAtEnd;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_readyAt == _readyCount && !(_isAtEnd && _heldCount == 0))
        {
            var read = _isAtEnd ? 0 : await inner.ReadAsync(_held.AsMemory(_heldCount, _held.Length - _heldCount), cancellationToken).ConfigureAwait(false);
            _isAtEnd |= read == 0;
            _heldCount += read;
            Sift();
        }

        var given = Math.Min(buffer.Length, _readyCount - _readyAt);
        _ready.AsMemory(_readyAt, given).CopyTo(buffer);
        _readyAt += given;
        return given;
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Moves one value's worth, or what surely holds no value's beginning, from held to ready.</summary>
    private void Sift()
    {
        var held = _held.AsSpan(0, _heldCount);
        (_readyAt, _readyCount) = (0, 0);
        var keep = _isAtEnd ? 0 : mask.Longest - 1;
        while (held.Length > keep)
        {
            var (at, length) = mask.Next(held);
            var safe = at >= 0 && at <= held.Length - keep ? at : Math.Max(0, held.Length - keep);

            // A shorter value found so close to the end may be the start of a longer one.
            if (at >= 0 && at < held.Length - keep || (at >= 0 && _isAtEnd))
            {
                Ready(held[..at]);
                Ready(mask.Instead);
                held = held[(at + length)..];
                if (_readyCount > _ready.Length - held.Length - mask.Instead.Length)
                {
                    break;
                }

                continue;
            }

            Ready(held[..safe]);
            held = held[safe..];
            break;
        }

        held.CopyTo(_held);
        _heldCount = held.Length;
    }

    private void Ready(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_ready.AsSpan(_readyCount));
        _readyCount += bytes.Length;
    }
}
