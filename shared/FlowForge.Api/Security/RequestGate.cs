using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using FlowForge.Api.Answers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Security;

/// <summary>
/// Who may come in. <c>Host</c> must be a name we answer to, which keeps a rebound public name from reaching a loopback host;
/// <c>Origin</c>, when there is one, must be our own; and a token, when the host asks for one, must be right.
/// </summary>
internal sealed class RequestGate
{
    private readonly FrozenSet<string> hosts;
    private readonly byte[][] tokenHashes;
    private readonly bool isLoopback;

    public RequestGate(ApiOptions options)
    {
        hosts = options.Hosts.Append("localhost").Append("127.0.0.1").Append("[::1]").ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        tokenHashes = [.. options.Tokens.Select(token => SHA256.HashData(Encoding.UTF8.GetBytes(token)))];
        isLoopback = options.IsLoopback;
    }

    /// <summary>The refusal of a request whose <c>Host</c> is not ours, or null.</summary>
    public ApiProblem? RefuseHost(HttpRequest request)
    {
        var host = request.Host.Host;
        return hosts.Contains(host) || (!isLoopback && IsAddress(host))
            ? null
            : new(403, "request.host", "Not our host name", $"This host does not answer to the name '{host}'; name it in FlowForge__Api__Hosts.");
    }

    /// <summary>The refusal of a request from another site or without the token, or null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isOpen">Whether it needs no token.</param>
    public ApiProblem? RefuseCaller(HttpRequest request, bool isOpen)
    {
        if (request.Headers.Origin is { Count: > 0 } origin && !IsOwn(origin[0], request.Host))
        {
            return new(403, "request.origin", "Another site's page", $"A page of '{origin[0]}' may not call this API.");
        }

        return isOpen || tokenHashes.Length == 0 || HoldsToken(request)
            ? null
            : new ApiProblem(401, "request.token", "Token needed", "Send 'Authorization: Bearer' with the token of FlowForge__Api__Token.")
                .With("WWW-Authenticate", "Bearer");
    }

    // An address cannot be rebound: a page that reaches us by it has it as its origin.
    private static bool IsAddress(string host) => IPAddress.TryParse(host.AsSpan().Trim("[]"), out _);

    private static bool IsOwn(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && string.Equals(uri.Authority, Authority(uri, host), StringComparison.OrdinalIgnoreCase);

    // The port that a scheme implies may be written in one and left out in the other.
    private static string Authority(Uri origin, HostString host) => host.Port == origin.Port && origin.IsDefaultPort ? host.Host : host.Value ?? "";

    private bool HoldsToken(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ } value] || !value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // Hashes have one length, so that comparing takes the same time for every token.
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(value["Bearer ".Length..].Trim()));
        var holds = false;
        foreach (var token in tokenHashes)
        {
            holds |= CryptographicOperations.FixedTimeEquals(given, token);
        }

        return holds;
    }
}
