using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Files;

/// <summary>Reads a file that becomes one value, and so is no larger than an item.</summary>
internal static class BoundedBytes
{
    /// <summary>All bytes; <c>limit.item</c> when there are more than <see cref="Limits.ItemBytes"/>.</summary>
    public static async ValueTask<Outcome<ReadOnlyMemory<byte>>> ReadAsync(Stream content, CancellationToken cancellation)
    {
        var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
        {
            if (whole.Length + count > Limits.ItemBytes)
            {
                return Failure.Of(FailureCodes.ItemTooLarge, $"The file has more than {Limits.ItemBytes} bytes, which no item can hold.");
            }

            whole.Write(buffer, 0, count);
        }

        return new ReadOnlyMemory<byte>(whole.GetBuffer(), 0, (int)whole.Length);
    }
}
