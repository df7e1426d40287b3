using System.Text;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Egress.Requests;

/// <summary>
/// A credential on the hops of one call. It goes to origins it is bound to and to no other: a first address elsewhere is refused, a redirect elsewhere
/// goes on without it.
/// </summary>
internal sealed class Attachment
{
    public static readonly Attachment None = new(null);

    private readonly OpenedCredential? credential;

    private Attachment(OpenedCredential? credential) => this.credential = credential;

    /// <summary>Takes the values out of an answer; null when there are none.</summary>
    public ICredentialMask? Mask => credential?.Mask;

    /// <summary>
    /// Opens the credential a request names. Failures: <c>credential.unavailable</c>, <c>credential.unreadable</c> (also of a type that calls do not
    /// carry), <c>credential.originNotAllowed</c>.
    /// </summary>
    public static async ValueTask<Outcome<Attachment>> OpenAsync(
        ICredentials? credentials, CredentialCall? call, Uri address, CancellationToken cancellation)
    {
        if (call is null)
        {
            return None;
        }

        if (credentials is null)
        {
            return Failure.Of(FailureCodes.CredentialUnavailable, $"This host has no vault that could hold the credential '{call.Id}'.");
        }

        var origin = address.GetLeftPart(UriPartial.Authority);
        if (await credentials.FindAsync(call.Id, cancellation).ConfigureAwait(false) is { } facts && !facts.Origins.Any(bound => OriginPattern.Matches(bound, address)))
        {
            return Failure.Of(FailureCodes.CredentialOrigin, $"The credential '{call.Id}' is not bound to {origin}, so it is not sent there.");
        }

        var opened = await credentials.OpenAsync(call.Id, new(call.Run, call.Node, origin), cancellation).ConfigureAwait(false);
        return opened.IsFailure ? opened.Failure
            : opened.Value.Facts.Type is "header" or "query" or "bearer" or "basic" ? new Attachment(opened.Value)
            : Failure.Of(FailureCodes.CredentialUnreadable, $"The credential '{call.Id}' is of type '{opened.Value.Facts.Type}', which an HTTP call cannot carry.");
    }

    /// <summary>The hop as it goes on the wire; <c>egress.request</c> when the credential's header cannot be sent.</summary>
    public Outcome<Hop> On(Hop hop)
    {
        if (credential is null || !credential.MayGoTo(hop.Address))
        {
            return hop;
        }

        return credential.Facts.Type switch
        {
            "query" => hop with { Address = WithParameter(hop.Address) },
            "bearer" => WithHeader(hop, "Authorization", "Bearer " + credential.Value("token")),
            "basic" => WithHeader(hop, "Authorization", "Basic " + Pair()),
            _ => WithHeader(hop, credential.Value("name"), credential.Value("value")),
        };
    }

    private static Outcome<Hop> WithHeader(Hop hop, string name, string value) =>
        HeaderRules.Check(name, value) is { } failure
            ? failure
            : hop with { Headers = [.. hop.Headers.Where(header => !header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)), new(name, value)] };

    private string Pair() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential!.Value("user")}:{credential.Value("password")}"));

    // In the place of one that is there already: servers repeat it, masked, in the address of the next page.
    private Uri WithParameter(Uri address)
    {
        var name = Uri.EscapeDataString(credential!.Value("name"));
        var others = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => pair != name && !pair.StartsWith(name + "=", StringComparison.Ordinal));
        return new UriBuilder(address) { Query = string.Join('&', [.. others, $"{name}={Uri.EscapeDataString(credential.Value("value"))}"]) }.Uri;
    }
}
