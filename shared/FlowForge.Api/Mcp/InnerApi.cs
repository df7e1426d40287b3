using System.Text;
using System.Text.Json;
using FlowForge.Api.Routing;
using FlowForge.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowForge.Api.Mcp;

/// <summary>
/// The API as a tool calls it: in this process, as the caller of the tool, so that role, audit log and refusals are those of the route.
/// </summary>
internal sealed class InnerApi(ApiCall outer)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 4 * Limits.Depth };

    /// <summary>What the host consists of.</summary>
    public ApiServices Services => outer.Services;

    /// <summary>The API's state.</summary>
    public ApiState State => outer.State;

    /// <summary>Calls a route and reads its whole answer.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path and query below <c>/api</c>; values in it are escaped.</param>
    /// <param name="json">The body, or null.</param>
    /// <param name="ifMatch">The ETag that is expected, with its quotes, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    public async ValueTask<InnerAnswer> SendAsync(string method, string path, ReadOnlyMemory<byte>? json = null, string? ifMatch = null, CancellationToken cancellation = default)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestAborted = cancellation };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        var at = path.IndexOf('?', StringComparison.Ordinal);
        (context.Request.Method, context.Request.Scheme, context.Request.Host) = (method, outer.Request.Scheme, outer.Request.Host);
        context.Request.Path = PathString.FromUriComponent("/api" + (at < 0 ? path : path[..at]));
        context.Request.QueryString = new(at < 0 ? null : path[at..]);
        context.Connection.RemoteIpAddress = outer.Http.Connection.RemoteIpAddress;
        if (ifMatch is not null)
        {
            context.Request.Headers.IfMatch = ifMatch;
        }

        if (json is { } sent)
        {
            (context.Request.ContentType, context.Request.ContentLength, context.Request.Body) = ("application/json", sent.Length, new MemoryStream(sent.ToArray()));
        }

        await outer.State.InnerAsync(context, outer.Caller!).ConfigureAwait(false);
        await context.Response.BodyWriter.FlushAsync(cancellation).ConfigureAwait(false);
        return new(context.Response.StatusCode, body.ToArray(), context.Response.Headers.ETag.ToString());
    }

    /// <summary>An answer of the API as JSON.</summary>
    public sealed record InnerAnswer(int Status, ReadOnlyMemory<byte> Body, string ETag)
    {
        public bool IsGood => Status is >= 200 and < 300;

        public JsonElement Json => JsonElement.Parse(Body.Span, Deep);

        /// <summary>The answer as a tool gives it: a refusal is an error, and what is too long for a model is cut.</summary>
        public McpResult Result()
        {
            var text = Encoding.UTF8.GetString(Body.Span);
            return text.Length <= Limits.McpAnswerLength ? new(text, !IsGood)
                : new($"{text[..Limits.McpAnswerLength]}… (cut: {text.Length} characters in all; ask for less, by limit, offset, node or status)", !IsGood);
        }
    }
}
