using System.Net;
using FlowForge.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace FlowForge.Local.Hosting;

/// <summary>
/// Kestrel by itself. The API routes, checks and answers on its own, so a host builder with its containers would only cost
/// a good part of the second in which the first webhook is to be answered.
/// </summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly KestrelServer server;

    private WebServer(KestrelServer server) => this.server = server;

    /// <summary>The address it listens on, with the port that was taken.</summary>
    public Uri Address => new(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Starts listening. <see cref="IOException"/> when the address is in use.</summary>
    public static async Task<WebServer> StartAsync(IPEndPoint endpoint, RequestDelegate answer, ILoggerFactory logging, CancellationToken cancellation)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        options.Limits.MaxRequestBodySize = Limits.StartBytes;
        options.Limits.MaxConcurrentConnections = 20_000;
        options.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logging);
        var server = new KestrelServer(Options.Create(options), transport, logging);
        try
        {
            await server.StartAsync(new Application(answer), cancellation).ConfigureAwait(false);
            return new(server);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Takes no more connections and waits for the requests under way, at most until <paramref name="cancellation"/>.</summary>
    public Task StopAsync(CancellationToken cancellation) => server.StopAsync(cancellation);

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Application(RequestDelegate answer) : IHttpApplication<DefaultHttpContext>
    {
        public DefaultHttpContext CreateContext(IFeatureCollection contextFeatures) => new(contextFeatures);

        public Task ProcessRequestAsync(DefaultHttpContext context) => answer(context);

        public void DisposeContext(DefaultHttpContext context, Exception? exception) => context.Uninitialize();
    }
}
