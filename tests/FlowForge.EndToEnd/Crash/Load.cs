using System.Net;
using System.Text.Json;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Crash;

/// <summary>A run of the load.</summary>
/// <param name="Kind">Its workflow.</param>
/// <param name="N">The number it was started with.</param>
/// <param name="Id">Its id.</param>
internal sealed record LoadRun(LoadKind Kind, int N, string Id);

/// <summary>Starts runs, each by a key of its own, so that a start whose answer was lost in a crash can be sent again.</summary>
internal sealed class Load(string url)
{
    private readonly List<(LoadKind Kind, int N)> _unanswered = [];
    private int _started;

    public List<LoadRun> Runs { get; } = [];

    /// <summary>Which frames a run of this workflow has when nobody disturbs it.</summary>
    public async Task<List<string>> PlacesOfOneAsync(HostClient client, LoadKind kind)
    {
        var run = (await client.RunAsync(kind.Id, Body(kind, 1_000))).Completed();
        Assert.Equal(kind.Output(1_000), run.First().GetRawText());
        return [.. (await client.FramesAsync(run.Id())).Select(frame => frame.Place()).Order(StringComparer.Ordinal)];
    }

    /// <summary>Starts as many runs as are wanting until <paramref name="atOnce"/> are in flight; ends when that is so, or the host is dead.</summary>
    public async Task FillAsync(HostClient client, int atOnce)
    {
        try
        {
            await FinishStartsAsync(client);
            var open = 0;
            foreach (var status in new[] { "RUNNING", "WAITING" })
            {
                open += (await client.GetAsync($"runs?status={status}&limit=500")).Expect(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength();
            }

            for (; open < atOnce; open++)
            {
                _unanswered.Add((LoadKind.All[_started % LoadKind.All.Length], _started++));
                await FinishStartsAsync(client);
            }
        }
        catch (Exception died) when (died is HttpRequestException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // Killed meanwhile; what was not answered is sent again to the next process.
        }
    }

    /// <summary>Sends the starts that have not been answered.</summary>
    public async Task FinishStartsAsync(HostClient client)
    {
        while (_unanswered is [var (kind, n), ..])
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"workflows/{kind.Id}/runs") { Content = new StringContent(Body(kind, n), null, "application/json") };
            request.Headers.Add("Idempotency-Key", $"load-{n}");
            var run = (await client.SendAsync(request)).Expect(HttpStatusCode.Created).Json;
            Runs.Add(new(kind, n, run.Id()));
            _unanswered.RemoveAt(0);
        }
    }

    private string Body(LoadKind kind, int n) => JsonSerializer.Serialize(new { n, url = $"{url}/{kind.Id}" });
}
