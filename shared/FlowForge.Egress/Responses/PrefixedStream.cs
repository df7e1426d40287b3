using FlowForge.Core.Binaries;

namespace FlowForge.Egress.Responses;

/// <summary>A stream of which the first bytes were read already.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> left = head;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left.IsEmpty)
        {
            return rest.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(left.Length, buffer.Length);
        left[..count].CopyTo(buffer);
        left = left[count..];
        return new(count);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
