using System.Net;
using System.Net.Sockets;

namespace FlowForge.Egress.Addresses;

/// <summary>The public internet: what the IANA special-purpose registries leave over, and less where a cloud keeps its own services.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Refused4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this host, on Linux a synonym of loopback
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // carrier NAT, and the metadata of one cloud
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("168.63.129.16/32"), // Azure's wire server, reachable from every Azure machine
        IPNetwork.Parse("169.254.0.0/16"), // link-local, and the metadata of most clouds
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments, and the metadata of one cloud
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays, given up
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved, broadcast
    ];

    // All of IPv6 that is handed out; loopback, unique local, link-local, multicast and mapped addresses lie outside of it.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Refused6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments, Teredo (which embeds an IPv4 address) among them
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4, embeds an IPv4 address; given up
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Includes(IPAddress address)
    {
        var actual = Actual(address);
        return actual.AddressFamily switch
        {
            AddressFamily.InterNetwork => !IsIn(Refused4, actual),
            AddressFamily.InterNetworkV6 => Global6.Contains(actual) && !IsIn(Refused6, actual),
            _ => false,
        };
    }

    /// <summary>The IPv4 address inside a mapped or NAT64 one, since the packet ends there; else the address.</summary>
    public static IPAddress Actual(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : address.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : address;

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
