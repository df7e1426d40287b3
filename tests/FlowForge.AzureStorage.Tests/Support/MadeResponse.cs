using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace FlowForge.AzureStorage.Tests.Support;

/// <summary>An answer that no service gave.</summary>
internal sealed class MadeResponse(int status, params (string Name, string Value)[] headers) : Response
{
    public override int Status => status;

    public override bool IsError => status >= 400;

    public override string ReasonPhrase => "made for a test";

    public override Stream? ContentStream { get; set; } = new MemoryStream();

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Name, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = headers.FirstOrDefault(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
