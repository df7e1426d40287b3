using FlowForge.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlowForge.Local.Hosting.Pages;

/// <summary>What this host answers: the editor outside <c>/api</c>, and the API. Addresses of the editor's pages all give its one document.</summary>
internal sealed class WebPages(FlowForgeApi api, PageFiles files)
{
    private const string Forever = "public, max-age=31536000, immutable";

    // The browser keeps it and asks whether it is still the same.
    private const string AskFirst = "no-cache";

    public Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return !isRead || request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? api.HandleAsync(context)
            : Find(request.Path) is { } file ? SendAsync(context, file)
            : files.Index is null && request.Path == "/" ? SayNoEditorAsync(context)
            : api.HandleAsync(context);
    }

    /// <summary>The file of a path; the document for a page's address, which has no ending.</summary>
    private PageFile? Find(PathString path)
    {
        var name = (path.Value ?? "").TrimStart('/');
        return files.Find(name) ?? (Path.HasExtension(name) ? null : files.Index);
    }

    private static async Task SendAsync(HttpContext context, PageFile file)
    {
        var (source, encoding) = file.For(context.Request.Headers.AcceptEncoding.ToString());
        var response = context.Response;
        var etag = file.ETag(encoding);
        PagePolicy.Apply(response.Headers);
        response.Headers.ETag = etag;
        response.Headers.CacheControl = file.IsFingerprinted ? Forever : AskFirst;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(etag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = ContentTypes.Of(file.Path);
        response.ContentLength = new FileInfo(source).Length;
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            await response.SendFileAsync(source, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static Task SayNoEditorAsync(HttpContext context)
    {
        context.Response.ContentType = ContentTypes.Of(".txt");
        PagePolicy.Apply(context.Response.Headers);
        return context.Response.WriteAsync("FlowForge is running. This build has no editor (FlowForgeEditor=false); its API is at /api/openapi.json.\n", context.RequestAborted);
    }
}
