using System.Net;

namespace FlowForge.Egress.Connections;

/// <summary>Where host names lead.</summary>
internal interface INameResolver
{
    /// <summary>The addresses of a host, best first. Throws <see cref="System.Net.Sockets.SocketException"/> when there is none.</summary>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation);
}

/// <summary>The operating system's resolver.</summary>
internal sealed class SystemNames : INameResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) => Dns.GetHostAddressesAsync(host, cancellation);
}
