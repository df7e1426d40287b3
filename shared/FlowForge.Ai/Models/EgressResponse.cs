using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;
using FlowForge.Core.Ports;

namespace FlowForge.Ai.Models;

/// <summary>An answer, whose body may still be coming.</summary>
internal sealed class EgressResponse(AnswerHead head, Stream body) : PipelineResponse
{
    private readonly HeaderList headers = new(head.Headers);
    private BinaryData? content;
    private Stream? stream = body;

    /// <summary>An answer that was read to its end.</summary>
    public EgressResponse(AnswerHead head, ReadOnlyMemory<byte> body)
        : this(head, Stream.Null) => content = BinaryData.FromBytes(body);

    public override int Status => head.Status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream
    {
        get => content?.ToStream() ?? stream;
        set => (stream, content) = (value, null);
    }

    public override BinaryData Content => content ?? throw new InvalidOperationException("The answer's body has not been read.");

    protected override PipelineResponseHeaders HeadersCore => headers;

    public override BinaryData BufferContent(CancellationToken cancellationToken = default) =>
        content ?? throw new NotSupportedException("The AI layer asks asynchronously.");

    public override async ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default) =>
        content ??= stream is null ? BinaryData.Empty : await BinaryData.FromStreamAsync(stream, cancellationToken).ConfigureAwait(false);

    public override void Dispose() => stream?.Dispose();

    private sealed class HeaderList(IReadOnlyDictionary<string, string> values) : PipelineResponseHeaders
    {
        public override bool TryGetValue(string name, [NotNullWhen(true)] out string? value) => values.TryGetValue(name.ToLowerInvariant(), out value);

        public override bool TryGetValues(string name, [NotNullWhen(true)] out IEnumerable<string>? found)
        {
            found = TryGetValue(name, out var value) ? [value] : null;
            return found is not null;
        }

        public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();
    }
}
