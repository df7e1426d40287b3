using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FlowForge.Core.Failures;

namespace FlowForge.Egress.Addresses;

/// <summary>One thing the operator lets workflows reach besides the public internet.</summary>
public abstract record AllowRule
{
    private AllowRule()
    {
    }

    /// <summary>Addresses of a range, on one port or on all.</summary>
    /// <param name="Network">The range; a single address is a range of one.</param>
    /// <param name="Port">1 to 65,535, or null for every port.</param>
    public sealed record Range(IPNetwork Network, int? Port = null) : AllowRule
    {
        /// <inheritdoc/>
        public override string ToString() => Port is { } port ? $"{Network} port {port}" : Network.ToString();
    }

    /// <summary>A host by name, wherever the name leads.</summary>
    /// <param name="Name">The name, compared without case and without a closing dot.</param>
    /// <param name="Port">1 to 65,535, or null for every port.</param>
    public sealed record Host(string Name, int? Port = null) : AllowRule
    {
        /// <inheritdoc/>
        public override string ToString() => Port is { } port ? $"{Name}:{port}" : Name;
    }

    /// <summary>Whether a call to <paramref name="host"/> may connect to <paramref name="address"/>.</summary>
    internal bool Allows(string host, int port, IPAddress address) => this switch
    {
        Range range => (range.Port is null || range.Port == port) && range.Network.Contains(address),
        Host named => (named.Port is null || named.Port == port)
            && host.AsSpan().TrimEnd('.').Equals(named.Name.AsSpan().TrimEnd('.'), StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    internal static Outcome<AllowRule> Parse(string entry)
    {
        if (entry.Contains('/'))
        {
            // The parser would cut off the bits behind the prefix, and so allow more than was written.
            return IPNetwork.TryParse(entry, out var network) && network.BaseAddress.Equals(IPAddress.Parse(entry.AsSpan(0, entry.IndexOf('/'))))
                ? new Range(network)
                : Unreadable(entry, "a range has no bits set behind its prefix length, e.g. 10.0.0.0/8");
        }

        if (IPAddress.TryParse(entry, out var bare) && bare.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return Single(bare, entry.EndsWith(']') || !entry.StartsWith('[') ? null : PortOf(entry));
        }

        var colon = entry.LastIndexOf(':');
        var host = colon < 0 ? entry : entry[..colon];
        var port = colon < 0 ? null : PortOf(entry);
        if (colon >= 0 && port is null)
        {
            return Unreadable(entry, "a port is a number from 1 to 65535");
        }

        return IPAddress.TryParse(host, out var address)
            ? address.ToString() == host ? Single(address, port) : Unreadable(entry, "write the address in full")
            : Uri.CheckHostName(host) == UriHostNameType.Dns ? new Host(host, port) : Unreadable(entry, "it is no host name");
    }

    private static Range Single(IPAddress address, int? port) =>
        new(new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128), port);

    private static int? PortOf(string entry) =>
        ushort.TryParse(entry.AsSpan(entry.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? port
            : null;

    private static Failure Unreadable(string entry, string why) =>
        Failure.Of(EgressOptions.InvalidAllow, $"The entry '{entry}' of FlowForge__Egress__Allow cannot be read: {why}.");
}
