using System.Net;
using System.Text;
using FlowForge.Core;

namespace FlowForge.Egress.Connections;

/// <summary>The one place where an HTTP handler is made, with everything off that acts by itself.</summary>
internal static class Transport
{
    public static HttpMessageInvoker Create(CheckedConnector connector) =>
        new(
            new SocketsHttpHandler
            {
                ConnectCallback = connector.ConnectAsync,
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                Credentials = null,
                PreAuthenticate = false,
                // A call carries its run's trace where its node says so, and never that of the request that happens to be under way.
                ActivityHeadersPropagator = null,
                // Servers of today write UTF-8, in Location above all.
                ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
                ConnectTimeout = TimeSpan.FromSeconds(30),
                // New connections follow a changed name.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
                MaxConnectionsPerServer = 256,
                MaxResponseHeadersLength = Limits.HeaderBytes / 1024,
                MaxResponseDrainSize = 64 * 1024,
                ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            },
            disposeHandler: true);
}
