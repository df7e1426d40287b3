using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Binaries;

/// <summary>
/// A binary that is being written. Full chunks go to the store while the next ones fill, so that two batches of
/// <see cref="Limits.BinaryBatchBytes"/> are held at most; writes that cannot wait (the synchronous ones) hold theirs until the next that can.
/// What passes <see cref="Limits.BinaryBytes"/> is counted and dropped, and <see cref="CompleteAsync"/> gives the failure.
/// </summary>
public sealed class BinaryDraft : Stream
{
    // Most binaries are small: the first chunk grows as it fills.
    private const int FirstChunkBytes = 4 * 1024;
    private readonly string _family;
    private readonly Func<IReadOnlyList<PayloadRow>, ValueTask> _store;
    private readonly long _most;
    private readonly List<string> _chunks = [];
    private List<PayloadRow> _batch = [];
    private Task _underWay = Task.CompletedTask;
    private byte[] _chunk = [];
    private int _filled;
    private long _size;

    internal BinaryDraft(
        string family, string? mime, string? fileName, Func<IReadOnlyList<PayloadRow>, ValueTask> store, long most = Limits.BinaryBytes)
    {
        (_family, _store, _most) = (family, store, most);
        FileName = FileNames.Bare(fileName);
        Mime = MediaTypes.Of(mime, FileName);
    }

    /// <summary>Its media type.</summary>
    public string Mime { get; }

    /// <summary>Its file name, or null.</summary>
    public string? FileName { get; }

    /// <summary>Whether more came than may be kept; the rest need not be written.</summary>
    public bool IsTooLarge => _size > _most;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _size;

    /// <inheritdoc/>
    public override long Position
    {
        get => _size;
        set => throw new NotSupportedException();
    }

    /// <summary>Keeps it; all of it is durable when this returns. Failure: <see cref="BinaryFailures.TooLarge"/>.</summary>
    public async ValueTask<Outcome<BinaryRef>> CompleteAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (IsTooLarge)
        {
            await _underWay.ConfigureAwait(false);
            return BinaryFailures.Larger(_most);
        }

        CloseChunk();
        var manifest = new BinaryManifest(Mime, FileName, _size, _chunks).Write();
        var reference = BinaryManifest.RefOf(manifest);
        _batch.Add(new(_family, reference, manifest));
        await HandOverAsync().ConfigureAwait(false);
        await _underWay.ConfigureAwait(false);
        return new BinaryRef(reference, Mime, FileName, _size);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _size += buffer.Length;
        while (!buffer.IsEmpty && !IsTooLarge)
        {
            if (_filled == _chunk.Length)
            {
                MakeRoom();
            }

            var taken = Math.Min(buffer.Length, _chunk.Length - _filled);
            buffer[..taken].CopyTo(_chunk.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var rest = buffer; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, Limits.BinaryBatchBytes)..])
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(rest.Span[..Math.Min(rest.Length, Limits.BinaryBatchBytes)]);
            if (_batch.Count * Limits.BinaryChunkBytes >= Limits.BinaryBatchBytes)
            {
                await HandOverAsync().ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void MakeRoom()
    {
        if (_chunk.Length == Limits.BinaryChunkBytes + 1)
        {
            CloseChunk();
        }

        var size = _chunks.Count > 0 ? Limits.BinaryChunkBytes : Math.Min(Limits.BinaryChunkBytes, Math.Max(FirstChunkBytes, (_chunk.Length - 1) * 4));
        var larger = GC.AllocateUninitializedArray<byte>(size + 1);
        _chunk.AsSpan(0, _filled).CopyTo(larger);
        larger[0] = BinaryManifest.ChunkMark;
        _chunk = larger;
        _filled = Math.Max(_filled, 1);
    }

    private void CloseChunk()
    {
        if (_filled <= 1)
        {
            return;
        }

        var content = _chunk.AsMemory(0, _filled);
        var hash = PayloadHash.Of(content.Span);
        _chunks.Add(hash);
        _batch.Add(new(_family, hash, content));
        (_chunk, _filled) = ([], 0);
    }

    /// <summary>Gives the batch to the store once the one before is there.</summary>
    private async ValueTask HandOverAsync()
    {
        await _underWay.ConfigureAwait(false);
        var batch = _batch;
        _batch = [];
        _underWay = _store(batch).AsTask();
    }
}
