using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>Which host an address in the parameters leads to, as far as the text tells.</summary>
internal static class HttpOrigins
{
    /// <summary>The host, or that an expression gives it; none when there is no address.</summary>
    public static IEnumerable<Capability> Of(JsonElement parameters, string name)
    {
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return [];
        }

        var text = value.GetString()!;
        return !text.StartsWith('=') ? Literal(text)
            : text.IndexOf("{{", StringComparison.Ordinal) is var open and >= 0
                ? [HasWholeHost(text[1..open]) && Origin(text[1..open]) is { } origin ? new Capability.Host(origin) : new Capability.DynamicHost(name, text)]
            : Literal(text[1..]);
    }

    private static IEnumerable<Capability> Literal(string url) => Origin(url) is { } origin ? [new Capability.Host(origin)] : [];

    /// <summary>Whether what follows can no longer change the host: a path, a query or a fragment has begun.</summary>
    private static bool HasWholeHost(string start)
    {
        var url = start.TrimStart();
        var authority = url.IndexOf("://", StringComparison.Ordinal) is var at and > 0 ? at + "://".Length : -1;
        return authority > 0 && url.AsSpan(authority).IndexOfAny("/?#") > 0;
    }

    private static string? Origin(string url) =>
        Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.IdnHost.Length > 0
            ? $"{address.Scheme}://{(address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost)}{(address.IsDefaultPort ? "" : $":{address.Port}")}"
            : null;
}
