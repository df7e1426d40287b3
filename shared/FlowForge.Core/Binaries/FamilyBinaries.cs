using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Binaries;

/// <summary>The binaries of a family in a run store.</summary>
/// <param name="store">The store.</param>
/// <param name="family">First run of the family; for a run that is about to start, its own id.</param>
/// <param name="write">Writes payloads and comes back when they are durable; null writes them to the store, once.</param>
public sealed class FamilyBinaries(IRunStore store, string family, Func<IReadOnlyList<PayloadRow>, ValueTask>? write = null) : IBinaries
{
    private readonly Func<IReadOnlyList<PayloadRow>, ValueTask> _write =
        write ?? (async rows => await store.WriteAsync(new() { Payloads = rows }).ConfigureAwait(false));

    /// <inheritdoc/>
    public BinaryDraft Create(string? mime, string? fileName) => new(family, mime, fileName, _write);

    /// <inheritdoc/>
    public async ValueTask<Outcome<BinaryRef>> WriteAsync(Stream content, string? mime, string? fileName, CancellationToken cancellation)
    {
        await using var draft = Create(mime, fileName);
        var buffer = new byte[Limits.BinaryChunkBytes];
        while (!draft.IsTooLarge && await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
        {
            await draft.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }

        return await draft.CompleteAsync(cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<BinaryContent>> OpenAsync(string reference, CancellationToken cancellation) =>
        await FindAsync(reference, cancellation).ConfigureAwait(false) is { } manifest
            ? new BinaryContent(store, family, reference, manifest)
            : BinaryFailures.NotOwned();

    /// <summary>
    /// Whether every binary that the items name is one of this family: what enters a run from outside (a start, a fork's or a resume's items,
    /// pinned items) is held against it. Null when all are; else <see cref="BinaryFailures.Unknown"/> for the first that is not.
    /// </summary>
    public async ValueTask<Failure?> RefuseForeignAsync(IReadOnlyList<Item> items, CancellationToken cancellation)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (!items[i].HasBinary)
            {
                continue;
            }

            foreach (var binary in items[i].Binary.EnumerateObject())
            {
                if (BinaryRef.Read(binary.Value) is not { } named || await FindAsync(named.Ref, cancellation).ConfigureAwait(false) is null)
                {
                    return BinaryFailures.NotOwned(i);
                }
            }
        }

        return null;
    }

    private async ValueTask<BinaryManifest?> FindAsync(string reference, CancellationToken cancellation) =>
        BinaryRef.IsRef(reference) && await store.FindPayloadAsync(family, reference, cancellation).ConfigureAwait(false) is { } payload
            ? BinaryManifest.Read(payload.Span)
            : null;
}
