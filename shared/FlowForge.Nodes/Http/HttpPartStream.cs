using FlowForge.Core.Binaries;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>The parts of a body one behind the other; files are opened when their turn comes.</summary>
internal sealed class HttpPartStream(IBinaries binaries, IReadOnlyList<HttpPart> parts) : ForwardStream
{
    private int next;
    private Stream? current;

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
