using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowForge.Egress.Tests.Servers;

/// <summary>A well-behaved HTTP server on a free loopback port.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private int requests;

    private LocalServer(WebApplication application) => this.application = application;

    public string Url => application.Urls.First();

    public int Requests => Volatile.Read(ref requests);

    public static async Task<LocalServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var application = builder.Build();
        var server = new LocalServer(application);
        application.Run(context =>
        {
            Interlocked.Increment(ref server.requests);
            return answer(context);
        });
        await application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
