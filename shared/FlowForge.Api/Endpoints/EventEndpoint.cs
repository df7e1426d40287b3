using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Api.Writing;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Api.Endpoints;

/// <summary>
/// <c>GET /runs/{id}/events</c>: server-sent events <c>frame</c> and <c>run</c> from behind <c>Last-Event-ID</c>, and a comment when it is silent.
/// The stream ends with the run. Who asks again behind the last event of an ended run gets 204, upon which a browser stops asking.
/// </summary>
internal static class EventEndpoint
{
    public static async ValueTask<Answer> Watch(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(id);
        }

        var last = call.Header("Last-Event-ID") ?? call.Query("lastEventId");
        var gone = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Services.Stopping);
        var news = call.Services.Engine.WatchAsync(id, last, gone.Token).GetAsyncEnumerator(gone.Token);
        var first = news.MoveNextAsync().AsTask();
        if (last is not null && run.HasEnded && (!await first.ConfigureAwait(false) || news.Current.Id == last))
        {
            await news.DisposeAsync().ConfigureAwait(false);
            gone.Dispose();
            return new Answer.Empty(204);
        }

        return new Answer.Streamed(async context =>
        {
            try
            {
                await SendAsync(call, context.Response, news, first, gone).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!call.Cancellation.IsCancellationRequested)
            {
                // The host stops; who watches asks again from the last event.
            }
            finally
            {
                await news.DisposeAsync().ConfigureAwait(false);
                gone.Dispose();
            }
        });
    }

    private static async Task SendAsync(
        ApiCall call, HttpResponse response, IAsyncEnumerator<RunNews> news, Task<bool> next, CancellationTokenSource gone)
    {
        var (events, cancellation) = (new EventWriter(call, response), gone.Token);
        try
        {
            await events.BeginAsync("watching", cancellation).ConfigureAwait(false);
            while (await events.NextAsync(next, cancellation).ConfigureAwait(false))
            {
                Write(call, events, news.Current, news.Current.Run is { } run ? await RunAnswer.WithoutOutputAsync(call.Services, run, cancellation).ConfigureAwait(false) : null);
                next = news.MoveNextAsync().AsTask();
                if (!next.IsCompleted)
                {
                    await events.FlushAsync(cancellation).ConfigureAwait(false);
                }
            }

            await events.FlushAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            // Who watches may leave in mid-step, and a sequence is not disposed of in mid-step.
            await gone.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Write(ApiCall call, EventWriter events, RunNews news, RunView? view)
    {
        if (news.Frame is { } frame)
        {
            events.Write("frame", news.Id, writer => FrameWriting.Write(writer, RunQueries.WithItems(call) ? frame : frame.Counted()));
        }
        else if (view is not null)
        {
            events.Write("run", news.Id, writer => RunWriting.Write(writer, view));
        }
    }
}
