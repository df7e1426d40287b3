using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using FlowForge.EndToEnd.Support;
using Microsoft.AspNetCore.Http;

namespace FlowForge.EndToEnd.Secrets;

/// <summary>A server that gives back all it was sent, in each form it can think of.</summary>
internal static class EchoServer
{
    /// <summary>Answers, and notes what came in <paramref name="seen"/>. <c>/away</c> leads to <paramref name="elsewhere"/>.</summary>
    public static Task<CallServer> StartAsync(ConcurrentQueue<string> seen, Uri? elsewhere = null) => CallServer.StartAsync(async (context, call) =>
    {
        var secret = Secret(context.Request);
        seen.Enqueue($"{call.Path} {secret}");
        context.Response.Headers["X-Echo"] = context.Request.Headers.Authorization;
        switch (call.Path)
        {
            case "/away":
                context.Response.Redirect(new Uri(elsewhere!, "/echo?from=away").ToString(), permanent: false, preserveMethod: true);
                return;
            case "/fail":
                context.Response.StatusCode = 418;
                await context.Response.WriteAsync($"no {secret} and no {call.Query}");
                return;
            case "/file":
                context.Response.ContentType = "application/octet-stream";
                await context.Response.WriteAsync($"{new string('x', 40_000)} {secret} {call.Query} {context.Request.Headers.Authorization}");
                return;
            default:
                await context.Response.WriteAsJsonAsync(new
                {
                    call.Path,
                    call.Query,
                    Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
                    Plain = secret,
                    Base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
                    Escaped = Uri.EscapeDataString(secret),
                });
                return;
        }
    });

    private static string Secret(HttpRequest request)
    {
        var authorization = AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var parsed) ? parsed : null;
        return request.Headers["X-Api-Key"] is [{ } key] ? key
            : request.Query["api_key"] is [{ } parameter] ? parameter
            : authorization is { Scheme: "Basic", Parameter: { } pair } ? Encoding.UTF8.GetString(Convert.FromBase64String(pair)).Split(':', 2)[1]
            : authorization?.Parameter ?? "nothing";
    }
}
