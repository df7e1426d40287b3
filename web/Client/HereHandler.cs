using System.Net;
using System.Net.Http.Headers;
using FlowForge.Web.Here;
using Microsoft.JSInterop;

namespace FlowForge.Web.Client;

/// <summary>
/// Sends calls of the API that concern runs of this browser to its engine, all others on their way. Who asks for frames, items or events need
/// not know where a run is: its id says it. What has no run yet is asked for under <see cref="Prefix"/> in <c>/api</c>'s place.
/// </summary>
public sealed class HereHandler(HereEngine engine, HttpMessageHandler server) : DelegatingHandler(server)
{
    /// <summary>In the place of <c>/api</c>: what is meant for this browser.</summary>
    public const string Prefix = "/here";

    private const string Runs = "/api/runs/";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        if (path.StartsWith(Prefix + "/", StringComparison.Ordinal))
        {
            return await AskAsync(request, path[Prefix.Length..], cancellationToken);
        }

        if (path.StartsWith(Runs, StringComparison.Ordinal) && await engine.HasAsync(path[Runs.Length..].Split('/', '?')[0]))
        {
            return await AskAsync(request, path["/api".Length..], cancellationToken);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, string path, CancellationToken cancellation)
    {
        try
        {
            return path.Split('?')[0].EndsWith("/events", StringComparison.Ordinal)
                ? await FollowAsync(request, path)
                : Answer(await engine.AskAsync(request.Method.Method, path, request.Content is { } content ? await content.ReadAsStringAsync(cancellation) : ""));
        }
        catch (JSException broken)
        {
            throw new HttpRequestException($"The engine of this page does not answer. {broken.Message}", broken);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, string path)
    {
        var last = request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.First() : null;
        var events = await engine.FollowAsync(path.Split('/')[2], last, !path.Contains("items=none", StringComparison.Ordinal));
        return Typed(new(HttpStatusCode.OK) { Content = new StreamContent(events) }, "text/event-stream");
    }

    private static HttpResponseMessage Answer((int Status, string Body) answer) =>
        Typed(new((HttpStatusCode)answer.Status) { Content = new StringContent(answer.Body) }, answer.Status < 400 ? "application/json" : "application/problem+json");

    private static HttpResponseMessage Typed(HttpResponseMessage response, string type)
    {
        response.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return response;
    }
}
