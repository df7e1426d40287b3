using FlowForge.ServerNodes;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>The kinds of a server without a network, with the credentials of the bench.</summary>
internal static class BenchKinds
{
    private static readonly NoEgress Offline = new();

    public static readonly Catalogue All = ServerKinds.Create(Offline, Offline, BenchCredentials.Vault);
}
