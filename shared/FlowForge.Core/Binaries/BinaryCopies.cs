using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Binaries;

/// <summary>Takes items and their binaries over into another family: what a run hands to a run that is not its fork.</summary>
public static class BinaryCopies
{
    /// <summary>
    /// The items as the other family names them: the same references, whose payloads have been copied. Nothing is shared between families
    /// (semantics 5). Failure: <see cref="BinaryFailures.Unknown"/>.
    /// </summary>
    public static async ValueTask<Outcome<IReadOnlyList<Item>>> TakeOverAsync(
        IReadOnlyList<Item> items, IBinaries from, IBinaries to, CancellationToken cancellation)
    {
        var copied = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (!items[i].HasBinary)
            {
                continue;
            }

            foreach (var binary in items[i].Binary.EnumerateObject())
            {
                var failure = BinaryRef.Read(binary.Value) is not { } named ? BinaryFailures.NotOwned()
                    : copied.Add(named.Ref) ? await CopyAsync(named.Ref, from, to, cancellation).ConfigureAwait(false)
                    : null;
                if (failure is not null)
                {
                    return failure with { Item = i };
                }
            }
        }

        return Outcome<IReadOnlyList<Item>>.From(items);
    }

    // The reference is made from content, type and name, so the copy has the same one.
    private static async ValueTask<Failure?> CopyAsync(string reference, IBinaries from, IBinaries to, CancellationToken cancellation)
    {
        var opened = await from.OpenAsync(reference, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        await using var content = opened.Value;
        var written = await to.WriteAsync(content, content.Description.Mime, content.Description.FileName, cancellation).ConfigureAwait(false);
        return written.Failure;
    }
}
