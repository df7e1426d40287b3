using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using FlowForge.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowForge.Local.Client;

/// <summary>Calls the API of a host in this process, without a socket. It owns what keeps that host alive.</summary>
internal sealed class EmbeddedClient(FlowForgeApi api, string token, IAsyncDisposable host) : IApiClient
{
    public async Task<ApiReply> SendAsync(ApiRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var context = Context(request, body, cancellation);
        await api.HandleAsync(context).ConfigureAwait(false);
        await context.Response.BodyWriter.FlushAsync(cancellation).ConfigureAwait(false);
        return new(context.Response.StatusCode, body.ToArray());
    }

    public async IAsyncEnumerable<ApiEvent> WatchAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pipe = new Pipe();
        var answered = AnswerAsync(Context(ApiRequest.Get(path), pipe.Writer.AsStream(), gone.Token), pipe.Writer);
        try
        {
            await foreach (var item in EventStream.ReadAsync(pipe.Reader.AsStream(), cancellation).ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            await gone.CancelAsync().ConfigureAwait(false);
            await pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await answered.ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task AnswerAsync(DefaultHttpContext context, PipeWriter writer)
    {
        await api.HandleAsync(context).ConfigureAwait(false);
        await writer.CompleteAsync().ConfigureAwait(false);
    }

    private DefaultHttpContext Context(ApiRequest request, Stream answer, CancellationToken cancellation)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        context.RequestAborted = cancellation;
        var at = request.Path.IndexOf('?', StringComparison.Ordinal);
        context.Request.Method = request.Method;
        context.Request.Scheme = "http";
        context.Request.Host = new("localhost");
        context.Request.Path = PathString.FromUriComponent(at < 0 ? request.Path : request.Path[..at]);
        context.Request.QueryString = new(at < 0 ? null : request.Path[at..]);
        context.Request.Headers.Authorization = $"Bearer {token}";
        if (request.IfMatch is { } etag)
        {
            context.Request.Headers.IfMatch = etag;
        }

        if (request.IfNone)
        {
            context.Request.Headers.IfNoneMatch = "*";
        }

        if (request.Json is { } json)
        {
            context.Request.ContentType = "application/json";
            context.Request.ContentLength = json.Length;
            context.Request.Body = new MemoryStream(json.ToArray());
        }

        return context;
    }
}
