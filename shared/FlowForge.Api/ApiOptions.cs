using System.Net;

namespace FlowForge.Api;

/// <summary>Who may call the API, and under which names (design 5 and 9).</summary>
public sealed record ApiOptions
{
    /// <summary>Tokens that open the API, compared in constant time. Empty: no token is asked for, which only a host on loopback may say.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

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
