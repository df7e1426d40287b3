using FlowForge.Core.Binaries;

namespace FlowForge.Web.Here;

/// <summary>A stream that says when nobody reads it any more.</summary>
internal sealed class FollowedStream(Stream inner, Action closed) : ForwardStream
{
    private bool isClosed;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isClosed)
        {
            isClosed = true;
            inner.Dispose();
            closed();
        }

        base.Dispose(disposing);
    }
}
