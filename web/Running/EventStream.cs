using System.Net.ServerSentEvents;
using System.Text.Json;
using FlowForge.Web.Client;

namespace FlowForge.Web.Running;

/// <summary>The events of a run, from its first frame to its end, over as many connections as it takes.</summary>
internal sealed class EventStream(ApiClient api, TimeProvider clock)
{
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan MostPause = TimeSpan.FromSeconds(5);

    /// <summary>Calls <paramref name="heard"/> with each event's kind, <c>frame</c> or <c>run</c>, and content. Returns when the server says there is no more.</summary>
    /// <param name="run">Id of the run.</param>
    /// <param name="withItems">Whether frames come with their first items.</param>
    /// <param name="heard">Gives true when the run has ended with it; the stream is still read to its end.</param>
    /// <param name="lost">Called with true when the connection is lost, with false when it is back.</param>
    /// <param name="cancellation">Stops listening.</param>
    public async Task FollowAsync(string run, bool withItems, Func<string, JsonElement, bool> heard, Action<bool> lost, CancellationToken cancellation)
    {
        string? last = null;
        for (var pause = LeastPause; ; pause = pause * 2 < MostPause ? pause * 2 : MostPause)
        {
            using var response = await api.OpenAsync($"/api/runs/{run}/events{(withItems ? "" : "?items=none")}", last, cancellation);
            if (response is { IsSuccessStatusCode: true })
            {
                lost(false);
                if (response.StatusCode == System.Net.HttpStatusCode.NoContent)
                {
                    return;
                }

                var isOver = false;
                try
                {
                    await foreach (var item in Parse(await response.Content.ReadAsStreamAsync(cancellation), cancellation))
                    {
                        last = item.EventId is { Length: > 0 } id ? id : last;
                        pause = LeastPause;
                        isOver |= heard(item.EventType, item.Data);
                    }
                }
                catch (Exception cut) when (cut is IOException or HttpRequestException)
                {
                    // Asked again below, from the last event.
                }

                if (isOver)
                {
                    return;
                }
            }

            lost(true);
            await Task.Delay(pause, clock, cancellation);
        }
    }

    private static IAsyncEnumerable<SseItem<JsonElement>> Parse(Stream stream, CancellationToken cancellation) =>
        SseParser.Create(stream, static (_, data) => data.IsEmpty ? default : JsonElement.Parse(data)).EnumerateAsync(cancellation);
}
