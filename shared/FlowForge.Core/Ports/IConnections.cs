using FlowForge.Core.Failures;

namespace FlowForge.Core.Ports;

/// <summary>Connections of nodes that speak another protocol than HTTP; under the same address policy as <see cref="IEgress"/>.</summary>
public interface IConnections
{
    /// <summary>
    /// Opens a connection. Failures: <c>egress.addressNotAllowed</c>, <c>egress.connection</c>, <c>egress.timeout</c>. Cancellation by the caller throws
    /// <see cref="OperationCanceledException"/>.
    /// </summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="cancellation">Cancels it.</param>
    ValueTask<Outcome<OpenConnection>> ConnectAsync(string host, int port, TimeSpan patience, CancellationToken cancellation);
}

/// <summary>A connection that is open.</summary>
/// <param name="Stream">What is sent and received, without any encryption yet. The receiver closes it.</param>
public sealed record OpenConnection(Stream Stream);
