using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>The parts of a body one behind the other; files are opened when their turn comes.</summary>
internal sealed class HttpPartStream(IBinaries binaries, IReadOnlyList<HttpPart> parts) : Stream
{
    private int next;
    private Stream? current;

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
        while (true)
        {
            if (current is not null && await current.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                return count;
            }

            if (next == parts.Count)
            {
                return 0;
            }

            current = await OpenAsync(parts[next++], cancellationToken).ConfigureAwait(false);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<Stream> OpenAsync(HttpPart part, CancellationToken cancellation)
    {
        if (part is HttpPart.Text text)
        {
            return new MemoryStream(text.Bytes.ToArray(), writable: false);
        }

        var opened = await binaries.OpenAsync(((HttpPart.File)part).Binary.Ref, cancellation).ConfigureAwait(false);
        return opened.Value ?? throw new StoreFault("A binary that was there before the call has gone.");
    }
}
