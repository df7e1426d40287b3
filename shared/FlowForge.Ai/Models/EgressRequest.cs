using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;

namespace FlowForge.Ai.Models;

/// <summary>A request of the OpenAI client, in memory.</summary>
internal sealed class EgressRequest : PipelineRequest
{
    private readonly HeaderList headers = new();

    protected override string MethodCore { get; set; } = "GET";

    protected override Uri? UriCore { get; set; }

    protected override PipelineRequestHeaders HeadersCore => headers;

    protected override BinaryContent? ContentCore { get; set; }

    public override void Dispose() => ContentCore?.Dispose();

    private sealed class HeaderList : PipelineRequestHeaders
    {
        private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

        public override void Add(string name, string value) => values[name] = values.TryGetValue(name, out var known) ? $"{known}, {value}" : value;

        public override void Set(string name, string value) => values[name] = value;

        public override bool Remove(string name) => values.Remove(name);

        public override bool TryGetValue(string name, [NotNullWhen(true)] out string? value) => values.TryGetValue(name, out value);

        public override bool TryGetValues(string name, [NotNullWhen(true)] out IEnumerable<string>? found)
        {
            found = values.TryGetValue(name, out var value) ? [value] : null;
            return found is not null;
        }

        public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();
    }
}
