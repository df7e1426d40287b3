using FlowForge.Core.Ports;

namespace FlowForge.Core.Binaries;

/// <summary>
/// The bytes of a binary, read chunk by chunk; one chunk is held at a time. Reading synchronously works where the store answers at once, and
/// blocks the thread elsewhere, so it is for libraries that cannot wait. A broken store throws <see cref="StoreFault"/>.
/// </summary>
public sealed class BinaryContent : Stream
{
    private readonly IRunStore _store;
    private readonly string _family;
    private readonly BinaryManifest _manifest;
    private ReadOnlyMemory<byte> _chunk;
    private int _at = -1;
    private long _position;

    internal BinaryContent(IRunStore store, string family, string reference, BinaryManifest manifest)
    {
        (_store, _family, _manifest) = (store, family, manifest);
        Description = new(reference, manifest.Mime, manifest.FileName, manifest.Size);
    }

    /// <summary>What it was written as.</summary>
    public BinaryRef Description { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => _manifest.Size;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <summary>The bytes from the position to the end of the chunk they lie in; empty at the end. Nothing is copied.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadChunkAsync(CancellationToken cancellation)
    {
        if (_position >= Length)
        {
            return default;
        }

        var chunk = (int)(_position / Limits.BinaryChunkBytes);
        if (chunk != _at)
        {
            var payload = await _store.ReadPayloadAsync(_family, _manifest.Chunks[chunk], cancellation).ConfigureAwait(false);
            (_chunk, _at) = (payload[1..], chunk);
        }

        var rest = _chunk[(int)(_position % Limits.BinaryChunkBytes)..];
        _position += rest.Length;
        return rest;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var from = _position;
        var chunk = await ReadChunkAsync(cancellationToken).ConfigureAwait(false);
        var taken = Math.Min(chunk.Length, buffer.Length);
        chunk[..taken].CopyTo(buffer);
        _position = from + taken;
        return taken;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = ReadAsync(buffer.AsMemory(offset, count));
        return read.IsCompleted ? read.Result : read.AsTask().GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
