using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowForge.Ai.Tests.Support;

/// <summary>A service outside that workflows call. It says how often it was called, and fails as often as it is told to.</summary>
internal sealed class RemoteServer : IAsyncDisposable
{
    private readonly WebApplication web;
    private int failures;

    private RemoteServer(WebApplication web) => this.web = web;

    public ConcurrentQueue<string> Calls { get; } = new();

    public string Address => web.Urls.First();

    public static async Task<RemoteServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var server = new RemoteServer(web);
        web.Map("/{**path}", (HttpContext context) =>
        {
            server.Calls.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {context.Request.Headers["Idempotency-Key"]}".Trim());
            return Interlocked.Decrement(ref server.failures) >= 0
                ? Results.Json(new { error = "not now" }, statusCode: 503)
                : server.Answer is { } answer ? Results.Content(answer, "application/json")
                : Results.Json(new { call = server.Calls.Count, path = context.Request.Path.Value });
        });
        await web.StartAsync();
        return server;
    }

    /// <summary>What it answers, a JSON object; null for its count of calls.</summary>
    public string? Answer { get; set; }

    /// <summary>The next calls fail with 503.</summary>
    public void Fail(int calls) => Volatile.Write(ref failures, calls);

    public async ValueTask DisposeAsync() => await web.DisposeAsync();
}
