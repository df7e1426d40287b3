using System.Net;
using FlowForge.Core.Ports;

namespace FlowForge.Egress.Requests;

/// <summary>The body of a request, which may be sent more than once.</summary>
internal abstract record HopBody(long Length)
{
    /// <summary>The body of a call, or null.</summary>
    public static HopBody? Of(OutgoingRequest request) =>
        request.Streamed is { } streamed ? new Read(streamed)
        : request.Body is { } bytes ? new Held(bytes)
        : null;

    /// <summary>What the transport sends.</summary>
    public abstract HttpContent Content();

    /// <summary>Bytes in memory.</summary>
    public sealed record Held(ReadOnlyMemory<byte> Bytes) : HopBody(Bytes.Length)
    {
        public override HttpContent Content() => new ReadOnlyMemoryContent(Bytes);
    }

    /// <summary>Read while it is sent.</summary>
    public sealed record Read(StreamedBody Source) : HopBody(Source.Length)
    {
        public override HttpContent Content() => new ReadContent(Source);
    }

    private sealed class ReadContent(StreamedBody source) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            var content = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                await content.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = source.Length;
            return true;
        }
    }
}
