using System.Net;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Egress.Requests;

/// <summary>Reads the address of a call as a user wrote it.</summary>
internal static class RequestAddress
{
    public static Outcome<Uri> Parse(string text) => Parse(null, text);

    /// <summary>As <see cref="Parse(string)"/>, where <paramref name="text"/> may be relative to <paramref name="from"/>.</summary>
    public static Outcome<Uri> Parse(Uri? from, string text)
    {
        var url = text.Trim();
        if (url.Length == 0 || url.Length > Limits.UrlLength)
        {
            return Refused($"has between 1 and {Limits.UrlLength} characters");
        }

        if (url.AsSpan().ContainsAnyInRange('\0', '\x1f') || url.Contains('\x7f'))
        {
            return Refused("has no control characters");
        }

        try
        {
            var isAddress = from is null ? Uri.TryCreate(url, UriKind.Absolute, out var address) : Uri.TryCreate(from, url, out address);
            return isAddress ? Check(address!) : Refused("is absolute: http://… or https://…");
        }
        catch (UriFormatException)
        {
            return Refused("names a host by its rules");
        }
    }

    /// <summary>The address that a host names by itself, in whatever notation; null for a name.</summary>
    public static IPAddress? Literal(Uri address) =>
        IPAddress.TryParse(address.IdnHost.AsSpan().TrimEnd('.'), out var literal) ? literal : null;

    private static Outcome<Uri> Check(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            return Refused("is http or https");
        }

        if (address.UserInfo.Length > 0)
        {
            return Refused("holds no user name or password");
        }

        if (address.IdnHost.Length == 0 || address.Port == 0)
        {
            return Refused("names a host and no port 0");
        }

        return Literal(address) is null && EndsInNumber(address.IdnHost) ? Refused("names a host that is no malformed number") : address;
    }

    // A resolver may read such a "name" as an address in its own way; browsers refuse it too.
    private static bool EndsInNumber(string host)
    {
        var name = host.AsSpan().TrimEnd('.');
        var last = name[(name.LastIndexOf('.') + 1)..];
        return !last.ContainsAnyExceptInRange('0', '9')
            || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last[2..].ToString().All(char.IsAsciiHexDigit));
    }

    private static Failure Refused(string rule) => Failure.Of(FailureCodes.RequestRefused, $"The address cannot be called: an address {rule}.");
}
