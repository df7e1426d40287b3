using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Egress.Requests;

/// <summary>What follows an answer that points elsewhere: the method as browsers change it, and no credential to another origin.</summary>
internal static class Redirect
{
    public static bool Asks(int status) => status is 301 or 302 or 303 or 307 or 308;

    /// <summary>The next request, or <c>egress.redirect</c>.</summary>
    public static Outcome<Hop> Next(Hop hop, int status, string location)
    {
        var parsed = RequestAddress.Parse(hop.Address, location);
        if (parsed.IsFailure)
        {
            return Refused("leads to an address that cannot be called");
        }

        if (hop.Address.Scheme == Uri.UriSchemeHttps && parsed.Value.Scheme != Uri.UriSchemeHttps)
        {
            return Refused("leads from https to http");
        }

        var next = hop with { Address = parsed.Value };
        if (BecomesGet(hop.Method, status))
        {
            next = WithoutBody(next with { Method = "GET" });
        }

        return CredentialHeaders.SameOrigin(hop.Address, next.Address) ? next : WithoutCredentials(WithoutBody(next));
    }

    public static Failure TooMany() => Refused($"came after {Limits.Redirects} others; more are not followed");

    private static bool BecomesGet(string method, int status) => status switch
    {
        301 or 302 => method == "POST",
        303 => method is not ("GET" or "HEAD"),
        _ => false,
    };

    private static Hop WithoutBody(Hop hop) => hop with
    {
        Body = null,
        Headers = [.. hop.Headers.Where(header => !HeaderRules.DescribesContent(header.Key))],
    };

    private static Hop WithoutCredentials(Hop hop) => hop with
    {
        Headers = [.. hop.Headers.Where(header => !CredentialHeaders.Includes(header.Key))],
    };

    private static Failure Refused(string why) => Failure.Of(FailureCodes.RedirectRefused, $"A redirect {why}.");
}
