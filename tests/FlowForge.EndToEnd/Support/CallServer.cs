using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FlowForge.EndToEnd.Support;

/// <summary>A call that reached the server.</summary>
/// <param name="At">When it came.</param>
/// <param name="Path">Where to.</param>
/// <param name="Query">With which query: says what the call is for.</param>
/// <param name="Key">Its Idempotency-Key.</param>
/// <param name="Attempt">1 for the first call with this key.</param>
internal sealed record Call(DateTimeOffset At, string Path, string Query, string Key, int Attempt);

/// <summary>A server outside that counts calls and honours idempotency keys: an effect happens once per key.</summary>
internal sealed class CallServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);

    private CallServer(WebApplication application) => _application = application;

    public string Url => _application.Urls.First();

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Keys that have come: what has happened.</summary>
    public int Effects => _seen.Count;

    /// <summary>Answers by <paramref name="answer"/>, after the call has been counted.</summary>
    public static async Task<CallServer> StartAsync(Func<HttpContext, Call, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var application = builder.Build();
        var server = new CallServer(application);
        application.Run(context => answer(context, server.Note(context.Request)));
        await application.StartAsync();
        return server;
    }

    /// <summary>Answers <c>{ "ok": n }</c> with the <c>n</c> of the query, after its <c>ms</c>.</summary>
    public static Task<CallServer> StartAsync() => StartAsync(async (context, _) =>
    {
        if (context.Request.Query["ms"] is [{ } ms])
        {
            await Task.Delay(TimeSpan.FromMilliseconds(int.Parse(ms, CultureInfo.InvariantCulture)), TimeProvider.System, context.RequestAborted);
        }

        await context.Response.WriteAsJsonAsync(new { ok = int.Parse(context.Request.Query["n"].ToString() is { Length: > 0 } n ? n : "0", CultureInfo.InvariantCulture) });
    });

    /// <summary>Takes calls and never answers.</summary>
    public static Task<CallServer> HangingAsync() => StartAsync((context, _) =>
        Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private Call Note(HttpRequest request)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        var call = new Call(
            DateTimeOffset.UtcNow, request.Path.Value ?? "", request.QueryString.Value ?? "", key, _seen.AddOrUpdate(key, 1, (_, before) => before + 1));
        Calls.Enqueue(call);
        return call;
    }
}
