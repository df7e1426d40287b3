namespace FlowForge.Core.Ports;

/// <summary>Origins that a credential is bound to: <c>https://api.example.com</c>, <c>http://10.0.0.4:8080</c>, <c>https://*.example.com</c>.</summary>
public static class OriginPattern
{
    private const string AnyLabels = "*.";

    /// <summary>Null when the pattern is an origin, else one sentence that says what is wrong with it.</summary>
    public static string? Refuse(string pattern) =>
        Parse(pattern) is not { } origin ? "An origin is http:// or https://, a host, and a port where it is not the usual one."
        : origin.Labels && !origin.Address.Host.Contains('.', StringComparison.Ordinal) ? "Behind '*.' stands a domain with at least two labels."
        : null;

    /// <summary>Whether an address lies at an origin that the pattern names: scheme, host and port must all agree.</summary>
    public static bool Matches(string pattern, Uri address)
    {
        if (Parse(pattern) is not { } origin || origin.Address.Scheme != address.Scheme || origin.Address.Port != address.Port)
        {
            return false;
        }

        var (wanted, host) = (origin.Address.IdnHost, address.IdnHost);
        return origin.Labels
            ? host.EndsWith("." + wanted, StringComparison.OrdinalIgnoreCase)
            : host.Equals(wanted, StringComparison.OrdinalIgnoreCase);
    }

    private static (Uri Address, bool Labels)? Parse(string pattern)
    {
        var at = pattern.IndexOf("://", StringComparison.Ordinal);
        var labels = at > 0 && pattern.AsSpan(at + 3).StartsWith(AnyLabels);
        var plain = labels ? string.Concat(pattern.AsSpan(0, at + 3), pattern.AsSpan(at + 3 + AnyLabels.Length)) : pattern;
        return Uri.TryCreate(plain, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address.Host.Length > 0 && !address.Host.Contains('*', StringComparison.Ordinal)
            && address is { UserInfo: "", AbsolutePath: "/", Query: "", Fragment: "" }
            ? (address, labels)
            : null;
    }
}
