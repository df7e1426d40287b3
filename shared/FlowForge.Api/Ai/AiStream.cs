using System.Text.Json;
using System.Threading.Channels;
using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Writing;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;
using FlowForge.Core.Writing;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Ai;

/// <summary>
/// Server-sent events of one request: <c>asking { attempt }</c>, <c>text { text }</c>, <c>returned { problems }</c>, and at the end <c>result</c> or <c>problem</c>.
/// A caller who goes away ends the work.
/// </summary>
internal sealed class AiStream : IAssistantListener
{
    private readonly Channel<(string Event, Action<Utf8JsonWriter> Write)> news = Channel.CreateUnbounded<(string, Action<Utf8JsonWriter>)>(new() { SingleReader = true });

    private AiStream()
    {
    }

    public static async Task SendAsync(ApiCall call, HttpResponse response, AiWork work)
    {
        var stream = new AiStream();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Services.Stopping);
        var working = stream.WorkAsync(call, work, gone.Token);
        try
        {
            await stream.SendAsync(new EventWriter(call, response), gone.Token).ConfigureAwait(false);
        }
        finally
        {
            await gone.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }
    }

    public void Asking(int attempt) => Tell("asking", writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("attempt"u8, attempt);
        writer.WriteEndObject();
    });

    public void Text(string piece) => Tell("text", writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("text"u8, piece);
        writer.WriteEndObject();
    });

    public void Returned(IReadOnlyList<Problem> problems) => Tell("returned", writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("problems"u8);
        ProblemsJson.Write(writer, problems);
        writer.WriteEndObject();
    });

    private void Tell(string name, Action<Utf8JsonWriter> write) => news.Writer.TryWrite((name, write));

    private async Task WorkAsync(ApiCall call, AiWork work, CancellationToken cancellation)
    {
        try
        {
            var end = await AiAnswers.RunAsync(call.Services, work, this, cancellation).ConfigureAwait(false);
            if (end.IsRefused)
            {
                Tell("problem", writer => ProblemJson.Write(writer, end.Problem));
            }
            else
            {
                Tell("result", end.Value);
            }

            news.Writer.TryComplete();
        }
        catch (Exception fault)
        {
            news.Writer.TryComplete(fault);
        }
    }

    private async Task SendAsync(EventWriter events, CancellationToken cancellation)
    {
        await events.BeginAsync("asking", cancellation).ConfigureAwait(false);
        while (await events.NextAsync(news.Reader.WaitToReadAsync(cancellation).AsTask(), cancellation).ConfigureAwait(false))
        {
            while (news.Reader.TryRead(out var told))
            {
                events.Write(told.Event, id: null, told.Write);
            }

            await events.FlushAsync(cancellation).ConfigureAwait(false);
        }
    }
}
