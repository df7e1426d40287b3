using System.Net;

namespace FlowForge.Api;

/// <summary>Who may call the API, and under which names (design 5 and 9).</summary>
public sealed record ApiOptions
{
    /// <summary>
    /// The operator's tokens, which may everything; compared in constant time. Empty: no token is asked for, which only a host on loopback may say;
    /// one that is sent must hold all the same.
    /// </summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>The token of this machine's own commands, which may everything; null for none. Having one asks nobody for a token.</summary>
    public string? CommandToken { get; init; }

    /// <summary>
    /// Whether Azure App Service signs callers in before they come here (Easy Auth). Default false. Its headers are believed only then: elsewhere
    /// everyone could write them.
    /// </summary>
    public bool HasPlatformSignIn { get; init; }

    /// <summary>
    /// Whether only this machine can reach the host. Default true. When false, activation refuses a webhook whose <c>auth</c> is left out,
    /// and addresses written as numbers are accepted in <c>Host</c>.
    /// </summary>
    public bool IsLoopback { get; init; } = true;

    /// <summary>Names besides the loopback ones that may stand in <c>Host</c>, without port. Default none.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How often a silent event stream says that it is alive. Default 15 seconds.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Whether <paramref name="host"/>, a name or an address, is one that only this machine can reach.</summary>
    public static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var address) && IPAddress.IsLoopback(address));
}
