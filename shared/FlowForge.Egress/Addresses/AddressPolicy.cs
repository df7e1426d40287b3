using System.Net;

namespace FlowForge.Egress.Addresses;

/// <summary>Which addresses a call may connect to: the public internet, and what the operator allows.</summary>
internal sealed class AddressPolicy(IReadOnlyList<AllowRule> allow)
{
    /// <summary>Whether a call to <paramref name="host"/> (as written in its address) may connect to <paramref name="address"/>.</summary>
    public bool Allows(string host, int port, IPAddress address)
    {
        if (PublicAddresses.Includes(address))
        {
            return true;
        }

        var actual = PublicAddresses.Actual(address);
        foreach (var rule in allow)
        {
            if (rule.Allows(host, port, actual))
            {
                return true;
            }
        }

        return false;
    }
}
