using System.Net;
using FlowForge.Core;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FlowForge.Local.Hosting;

/// <summary>
/// Kestrel and nothing else of the web host: the API routes, checks and answers by itself, and all that is left out here
/// is time before the first webhook is answered.
/// </summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication web;

    private WebServer(WebApplication web) => this.web = web;

    /// <summary>The address it listens on, with the port that was taken.</summary>
    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Starts listening. <see cref="IOException"/> when the address is in use.</summary>
    public static async Task<WebServer> StartAsync(IPEndPoint endpoint, RequestDelegate answer, ILoggerFactory logging, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(logging);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = Limits.StartBytes;
            options.Limits.MaxConcurrentConnections = 20_000;
            options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(Limits.RequestHeaderSeconds);
            options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(Limits.IdleConnectionSeconds);
            options.Limits.MaxRequestHeadersTotalSize = Limits.RequestHeaderBytes;
            options.Limits.MaxRequestHeaderCount = Limits.RequestHeaders;
            options.Limits.MaxRequestLineSize = Limits.RequestLineBytes;
            options.Limits.MinRequestBodyDataRate = new(Limits.RequestBodyBytesASecond, TimeSpan.FromSeconds(5));
            options.Listen(endpoint, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var web = builder.Build();
        web.Run(answer);
        try
        {
            await web.StartAsync(cancellation).ConfigureAwait(false);
            return new(web);
        }
        catch
        {
            await web.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes no more connections and waits for the requests under way, at most until <paramref name="cancellation"/>.</summary>
    public Task StopAsync(CancellationToken cancellation) => web.StopAsync(cancellation);

    public ValueTask DisposeAsync() => web.DisposeAsync();

    /// <summary>The command line listens to signals; a second listener would only race with it.</summary>
    private sealed class CommandLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
