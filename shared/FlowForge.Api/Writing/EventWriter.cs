using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using FlowForge.Api.Routing;
using FlowForge.Core.Writing;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Writing;

/// <summary>Writes server-sent events as an answer, and a comment when there is nothing to tell for a while.</summary>
internal sealed class EventWriter(ApiCall call, HttpResponse response)
{
    private readonly PipeWriter body = response.BodyWriter;

    /// <summary>Begins the answer with a comment, so that the caller knows at once that it is heard.</summary>
    public ValueTask<FlushResult> BeginAsync(string comment, CancellationToken cancellation)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        return SayAsync(comment, cancellation);
    }

    /// <summary>Writes an event; it is sent with the next <see cref="FlushAsync"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="id">Its id, or null.</param>
    /// <param name="write">Writes its data. Our JSON has no line breaks: neither the writer nor normalised items put any.</param>
    public void Write(string name, string? id, Action<System.Text.Json.Utf8JsonWriter> write)
    {
        using var buffer = JsonBuffer.Rent();
        write(buffer.Writer);
        if (id is not null)
        {
            body.Write(Encoding.UTF8.GetBytes($"id: {id}\n"));
        }

        body.Write(Encoding.UTF8.GetBytes($"event: {name}\ndata: "));
        body.Write(buffer.Written().Span);
        body.Write("\n\n"u8);
    }

    /// <summary>Sends what has been written.</summary>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellation) => body.FlushAsync(cancellation);

    /// <summary>Waits for news, and says meanwhile that the stream is alive.</summary>
    public async ValueTask<bool> NextAsync(Task<bool> next, CancellationToken cancellation)
    {
        while (!next.IsCompleted)
        {
            try
            {
                await next.WaitAsync(call.Services.Options.KeepAlive, call.Services.Clock, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                await SayAsync("alive", cancellation).ConfigureAwait(false);
            }
        }

        return await next.ConfigureAwait(false);
    }

    private ValueTask<FlushResult> SayAsync(string comment, CancellationToken cancellation)
    {
        body.Write(Encoding.UTF8.GetBytes($": {comment}\n\n"));
        return body.FlushAsync(cancellation);
    }
}
