using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using FlowForge.Api.Answers;
using FlowForge.Core.Ports;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Security;

/// <summary>
/// Who may come in. <c>Host</c> must be a name we answer to, which keeps a rebound public name from reaching a loopback host;
/// <c>Origin</c>, when there is one, must be our own; a token, when one is sent or asked for, must be right; and its role must be enough.
/// </summary>
internal sealed class RequestGate
{
    private readonly FrozenSet<string> hosts;
    private readonly (byte[] Hash, Caller Caller)[] fixedTokens;
    private readonly bool asksForToken;
    private readonly bool isLoopback;
    private readonly bool hasPlatform;
    private readonly TokenRing ring;
    private readonly Rates rates;

    public RequestGate(ApiOptions options, TokenRing ring, Rates rates)
    {
        this.ring = ring;
        this.rates = rates;
        hosts = options.Hosts.Append("localhost").Append("127.0.0.1").Append("[::1]").ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        asksForToken = options.Tokens.Count > 0;
        var command = asksForToken ? Caller.Command : Caller.LocalCommand;
        fixedTokens = [.. options.Tokens.Select(token => (Hash(token), Caller.Operator)), .. options.CommandToken is { } own ? [(Hash(own), command)] : Array.Empty<(byte[], Caller)>()];
        isLoopback = options.IsLoopback;
        hasPlatform = options.HasPlatformSignIn;
    }

    /// <summary>The refusal of a request whose <c>Host</c> is not ours, or null.</summary>
    public ApiProblem? RefuseHost(HttpRequest request)
    {
        var host = request.Host.Host;
        return hosts.Contains(host) || (!isLoopback && IsAddress(host))
            ? null
            : new(403, "request.host", "Not our host name", $"This host does not answer to the name '{host}'; name it in FlowForge__Api__Hosts.");
    }

    /// <summary>The refusal of a request that another site's page makes, or null.</summary>
    public static ApiProblem? RefuseOrigin(HttpRequest request) =>
        request.Headers.Origin is { Count: > 0 } origin && !IsOwn(origin[0], request.Host)
            ? new(403, "request.origin", "Another site's page", $"A page of '{origin[0]}' may not call this API.")
            : null;

    /// <summary>Who asks, or the refusal: 401 without a token that holds, 429 after many wrong ones.</summary>
    public async ValueTask<Asked<Caller>> IdentifyAsync(HttpContext context)
    {
        var request = context.Request;
        if (Sent(request) is { } token)
        {
            return Fixed(token) is { } known ? known
                : await ring.FindAsync(token, context.RequestAborted).ConfigureAwait(false) is { } made ? Caller.Of(made)
                : rates.WrongToken(context, Unknown);
        }

        return hasPlatform && PlatformCaller.Of(request.Headers) is { } signedIn ? signedIn
            : asksForToken ? Unknown
            : Caller.Local;
    }

    /// <summary>The refusal of a caller whose role is not enough, or null.</summary>
    public static ApiProblem? RefuseRole(Caller caller, ApiRole needed) => caller.Role >= needed ? null
        : new(403, "request.role", "The role is not enough", $"This needs the role '{RoleNames.Of(needed)}'; yours is '{RoleNames.Of(caller.Role)}'.");

    private static ApiProblem Unknown =>
        new ApiProblem(401, "request.token", "Token needed", "Send 'Authorization: Bearer' with the token of FlowForge__Api__Token, or one of 'flowforge tokens create'.")
            .With("WWW-Authenticate", "Bearer");

    // An address cannot be rebound: a page that reaches us by it has it as its origin.
    private static bool IsAddress(string host) => IPAddress.TryParse(host.AsSpan().Trim("[]"), out _);

    private static bool IsOwn(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && string.Equals(uri.Authority, Authority(uri, host), StringComparison.OrdinalIgnoreCase);

    // The port that a scheme implies may be written in one and left out in the other.
    private static string Authority(Uri origin, HostString host) => host.Port == origin.Port && origin.IsDefaultPort ? host.Host : host.Value ?? "";

    private static string? Sent(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? value["Bearer ".Length..].Trim() : null;

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private Caller? Fixed(string token)
    {
        // Hashes have one length, so that comparing takes the same time for every token.
        var given = Hash(token);
        Caller? holder = null;
        foreach (var (hash, caller) in fixedTokens)
        {
            holder = CryptographicOperations.FixedTimeEquals(given, hash) ? caller : holder;
        }

        return holder;
    }
}
