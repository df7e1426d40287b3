using System.Net;
using System.Net.Sockets;
using FlowForge.Egress.Addresses;

namespace FlowForge.Egress.Connections;

/// <summary>
/// Opens connections: resolves a name once, checks what came, and connects to a checked address and to nothing else.
/// So a name that leads elsewhere the second time gains nothing. A pooled connection was checked when it was opened.
/// </summary>
internal sealed class CheckedConnector(AddressPolicy policy, INameResolver names)
{
    private const int MostAddresses = 8;
    private static readonly TimeSpan PatiencePerAddress = TimeSpan.FromSeconds(3);

    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation) =>
        ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation);

    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellation)
    {
        var found = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await names.ResolveAsync(host, cancellation).ConfigureAwait(false);
        if (found.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var allowed = found.Where(address => policy.Allows(host, port, address)).Take(MostAddresses).ToArray();
        return allowed.Length == 0
            ? throw new AddressRefusedException(host)
            : await DialAsync(allowed, port, cancellation).ConfigureAwait(false);
    }

    private static async Task<Stream> DialAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        foreach (var address in addresses[..^1])
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(PatiencePerAddress);
            try
            {
                return await DialAsync(address, port, patience.Token).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                // The next address may answer; only the last one's trouble is told.
            }
        }

        return await DialAsync(addresses[^1], port, cancellation).ConfigureAwait(false);
    }

    private static async Task<Stream> DialAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
