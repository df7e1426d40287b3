using FlowForge.Core.Failures;
using FlowForge.Egress.Addresses;

namespace FlowForge.Egress;

/// <summary>What the operator decides about outgoing calls (<c>FlowForge__Egress__Allow</c>).</summary>
public sealed record EgressOptions
{
    /// <summary>The failure code of a setting that cannot be read.</summary>
    public const string InvalidAllow = "setting.egressAllow";

    /// <summary>What workflows may reach besides the public internet; default nothing. Each entry is a weakening and belongs in the start-up log.</summary>
    public IReadOnlyList<AllowRule> Allow { get; init; } = [];

    /// <summary>To a server that the operator has set, besides the public internet: that host at that port, and nothing beside it (design 9).</summary>
    public static EgressOptions To(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new() { Allow = [new AllowRule.Host(server.IdnHost, server.Port)] };
    }

    /// <summary>
    /// Reads the setting: entries separated by commas, each a range (<c>10.0.0.0/8</c>), an address with or without a port
    /// (<c>127.0.0.1:8080</c>, <c>[::1]:8080</c>) or a host name with or without a port (<c>intranet.example:8080</c>).
    /// Null or blank allows nothing. Failure: <see cref="InvalidAllow"/>, naming the entry.
    /// </summary>
    public static Outcome<EgressOptions> Parse(string? allow)
    {
        var rules = new List<AllowRule>();
        foreach (var entry in (allow ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var rule = AllowRule.Parse(entry);
            if (rule.IsFailure)
            {
                return rule.Failure;
            }

            rules.Add(rule.Value);
        }

        return new EgressOptions { Allow = rules };
    }
}
