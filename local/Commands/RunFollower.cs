using System.Text.Json;
using FlowForge.Local.Client;
using FlowForge.Local.Display;

namespace FlowForge.Local.Commands;

/// <summary>Shows a run until it has ended. Ctrl+C cancels the run, and its end is still shown.</summary>
internal sealed class RunFollower(IApiClient api, RunDisplay display)
{
    /// <summary>The status the run ended with.</summary>
    public async Task<string> FollowAsync(string run, CancellationToken cancellation)
    {
        var path = $"/api/runs/{run}";
        var shown = new HashSet<long>();
        await using var stop = cancellation.UnsafeRegister(_ => CancelRun(path), null);
        await foreach (var news in api.WatchAsync($"{path}/events", CancellationToken.None).ConfigureAwait(false))
        {
            if (news.Type == "frame" && shown.Add(news.Json.GetProperty("sequence"u8).GetInt64()))
            {
                display.Frame(news.Json);
            }
        }

        var ended = (await api.GetAsync(path, CancellationToken.None).ConfigureAwait(false)).Json;
        display.End(ended);
        return Status(ended);
    }

    private void CancelRun(string path) => _ = api.SendAsync(new("POST", $"{path}/cancel"), CancellationToken.None);

    private static string Status(JsonElement run) => run.GetProperty("status"u8).GetString()!;
}
