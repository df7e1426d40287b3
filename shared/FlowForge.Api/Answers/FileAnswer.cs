using System.Buffers;
using FlowForge.Core.Binaries;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FlowForge.Api.Answers;

/// <summary>A stored binary as an answer, sent chunk by chunk. One range is served (RFC 9110, 14); several or unreadable ones give the whole.</summary>
internal static class FileAnswer
{
    /// <summary>An answer with what the content was written as; <paramref name="status"/> other than 200 is sent whole.</summary>
    public static Answer Of(BinaryContent content, int status = 200, string? contentType = null) => new Answer.Streamed(async context =>
    {
        await using (content)
        {
            context.Response.ContentType = contentType ?? content.Description.Mime;
            if (Range(context, content, status) is not var (from, length))
            {
                return;
            }

            context.Response.ContentLength = length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await SendAsync(context, content, from, length).ConfigureAwait(false);
            }
        }
    });

    /// <summary>What is to be sent, with status and headers set; null when the range lies behind the end, and nothing is.</summary>
    private static (long From, long Length)? Range(HttpContext context, BinaryContent content, int status)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (status != 200 || response.Headers.ETag.Count == 0)
        {
            return (0, content.Length);
        }

        response.Headers.AcceptRanges = "bytes";
        var asked = context.Request.GetTypedHeaders();
        if (asked.Range is not { Unit.Value: "bytes", Ranges.Count: 1 } ranges || !Concerns(asked.IfRange, response.Headers.ETag.ToString()))
        {
            return (0, content.Length);
        }

        var range = ranges.Ranges.First();

        var from = range.From ?? Math.Max(0, content.Length - range.To!.Value);
        var to = range.From is null ? content.Length - 1 : Math.Min(range.To ?? long.MaxValue, content.Length - 1);
        if (from >= content.Length || (range.From is null && range.To == 0))
        {
            response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            response.ContentType = null;
            response.Headers.ContentRange = $"bytes */{content.Length}";
            return null;
        }

        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange = $"bytes {from}-{to}/{content.Length}";
        return (from, to - from + 1);
    }

    // A rest of something else is of no use to the caller.
    private static bool Concerns(RangeConditionHeaderValue? condition, string etag) =>
        condition is null || (condition.EntityTag is { IsWeak: false } wanted && wanted.Tag == etag);

    private static async Task SendAsync(HttpContext context, BinaryContent content, long from, long length)
    {
        content.Position = from;
        var body = context.Response.BodyWriter;
        for (var left = length; left > 0;)
        {
            var chunk = await content.ReadChunkAsync(context.RequestAborted).ConfigureAwait(false);
            var piece = chunk.Length > left ? chunk[..(int)left] : chunk;
            left -= piece.Length;
            body.Write(piece.Span);
            await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }
}
