using System.Text.Json;
using FlowForge.Local.Client;
using FlowForge.Local.Display;

namespace FlowForge.Local.Commands;

/// <summary>Shows a run until it has ended, and asks where it pauses. Ctrl+C cancels the run, and its end is still shown.</summary>
/// <param name="api">Where the run is.</param>
/// <param name="display">What shows it.</param>
/// <param name="answers">Answers to its pauses, a line each.</param>
internal sealed class RunFollower(IApiClient api, RunDisplay display, TextReader answers)
{
    private readonly PauseQuestion _question = new(api, answers);
    private readonly HashSet<string> _asked = [];
    private bool _ends;

    /// <summary>The status the run ended with; PAUSED when nobody answers any more.</summary>
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
            else if (news.Type == "run" && !await AnswerAsync(news.Json, cancellation).ConfigureAwait(false))
            {
                break;
            }
        }

        var ended = (await api.GetAsync(path, CancellationToken.None).ConfigureAwait(false)).Json;
        display.End(ended);
        return Status(ended);
    }

    /// <summary>False when the run is paused and there are no answers any more. Nothing is asked of a run that has been told to end.</summary>
    private async Task<bool> AnswerAsync(JsonElement run, CancellationToken cancellation)
    {
        foreach (var pause in ResumeCommand.PausesOf(run).Where(pause => !_ends && _asked.Add(pause.GetProperty("id"u8).GetString()!)))
        {
            display.Pause(run, PauseQuestion.Of(pause));
            var reply = await _question.AskAsync(run.GetProperty("id"u8).GetString()!, pause, again => display.Pause(run, again), cancellation).ConfigureAwait(false);
            if (reply == PauseReply.Nobody)
            {
                return false;
            }

            _ends = reply == PauseReply.Ends;
            display.GoOn();
        }

        return true;
    }

    private void CancelRun(string path) => _ = api.SendAsync(new("POST", $"{path}/cancel"), CancellationToken.None);

    private static string Status(JsonElement run) => run.GetProperty("status"u8).GetString()!;
}
