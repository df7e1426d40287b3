using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>A piece of a body: bytes that are at hand, or a file.</summary>
internal abstract record HttpPart(long Length)
{
    /// <summary>Bytes.</summary>
    public sealed record Text(ReadOnlyMemory<byte> Bytes) : HttpPart(Bytes.Length);

    /// <summary>A binary of the run.</summary>
    public sealed record File(BinaryRef Binary) : HttpPart(Binary.Size);
}

/// <summary>The binaries of one input item, and where the files of its answers go.</summary>
internal sealed class HttpFiles(INodeContext context, int index)
{
    /// <summary>The item's binaries, undefined when it has none.</summary>
    public async ValueTask<System.Text.Json.JsonElement> AllAsync(CancellationToken cancellation)
    {
        if (index >= context.FirstInput.Count)
        {
            return default;
        }

        var items = await context.FirstInput.ReadAsync(index, 1, cancellation).ConfigureAwait(false);
        return items[0].Binary;
    }

    /// <summary>The item's binary of that name, as it was written; <c>binary.missing</c>, <c>binary.unknown</c>.</summary>
    public async ValueTask<Outcome<BinaryRef>> FindAsync(string name, CancellationToken cancellation)
    {
        var item = new Item(default, await AllAsync(cancellation).ConfigureAwait(false));
        if (BinaryRef.Find(item, name) is not { } named)
        {
            return BinaryFailures.None(name);
        }

        // The size is the store's: an item's may have been changed by a script.
        var opened = await context.Binaries.OpenAsync(named.Ref, cancellation).ConfigureAwait(false);
        return opened.IsFailure ? opened.Failure : named with { Size = opened.Value.Length };
    }

    /// <summary>A body of these parts, read from the store while it is sent.</summary>
    public StreamedBody Body(IReadOnlyList<HttpPart> parts) =>
        new(parts.Sum(part => part.Length), _ => new(new HttpPartStream(context.Binaries, parts)));

    /// <summary>Begins the file that an answer becomes.</summary>
    public BinaryDraft Create(AnswerHead answer) =>
        context.Binaries.Create(answer.Header("content-type"), HttpFileName.Of(answer));
}
