using System.Text.Json;
using FlowForge.Local.Client;

namespace FlowForge.Local.Commands;

/// <summary>Asks whoever sits before <c>run</c> what is to become of a pause, a line for each.</summary>
/// <param name="api">Where the run is.</param>
/// <param name="answers">The lines; one that is empty lets a run go on from its breakpoint.</param>
internal sealed class PauseQuestion(IApiClient api, TextReader answers)
{
    private static readonly string[] AtBreakpoint = ["continue", "skip", "cancel"];
    private static readonly string[] AtFailure = ["retry", "skip", "fail", "cancel"];

    /// <summary>What is asked.</summary>
    public static string Of(JsonElement pause) => IsBreakpoint(pause)
        ? $"paused before {Place(pause)}: {string.Join(", ", AtBreakpoint)}?"
        : $"paused at {Place(pause)}: {pause.GetProperty("failure"u8).GetProperty("message"u8).GetString()} {string.Join(", ", AtFailure)}?";

    /// <summary>Reads an answer and sends it.</summary>
    /// <param name="run">Id of the run.</param>
    /// <param name="pause">The pause.</param>
    /// <param name="again">Told what is asked once more, when a word is no answer.</param>
    /// <param name="cancellation">Whoever sits there has had enough.</param>
    public async Task<PauseReply> AskAsync(string run, JsonElement pause, Action<string> again, CancellationToken cancellation)
    {
        var words = IsBreakpoint(pause) ? AtBreakpoint : AtFailure;
        while (await ReadAsync(cancellation).ConfigureAwait(false) is { } line)
        {
            var type = line.Trim() is { Length: > 0 } said ? said : IsBreakpoint(pause) ? "continue" : "";
            if (!words.Contains(type))
            {
                again($"{(type.Length == 0 ? "An empty line" : $"'{type}'")} is no answer here: {string.Join(", ", words)}?");
                continue;
            }

            var reply = type == "cancel"
                ? await api.SendAsync(new("POST", $"/api/runs/{run}/cancel"), cancellation).ConfigureAwait(false)
                : await api.SendAsync(new("POST", $"/api/runs/{run}/resume", ResumeCommand.Body(pause.GetProperty("id"u8).GetString()!, type)), cancellation).ConfigureAwait(false);

            // 409: somebody else was quicker, and the run goes on by that answer.
            return !reply.IsGood && reply.Status != 409 ? throw RefusedException.Of(reply) : type is "cancel" or "fail" ? PauseReply.Ends : PauseReply.GoesOn;
        }

        return cancellation.IsCancellationRequested ? PauseReply.Ends : PauseReply.Nobody;
    }

    /// <summary>The console gives no line that can be waited for without holding a thread.</summary>
    private async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await Task.Run(answers.ReadLine, CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static bool IsBreakpoint(JsonElement pause) => pause.GetProperty("reason"u8).ValueEquals("breakpoint"u8);

    private static string Place(JsonElement pause) =>
        pause.GetProperty("iteration"u8).GetString() is { Length: > 0 } iteration ? $"{pause.GetProperty("node"u8).GetString()} [{iteration}]" : pause.GetProperty("node"u8).GetString()!;
}

/// <summary>What became of a question.</summary>
internal enum PauseReply
{
    /// <summary>The run goes on.</summary>
    GoesOn,

    /// <summary>The run is to end: whatever else it waits for is not asked any more.</summary>
    Ends,

    /// <summary>There are no more answers, so that the run stays as it is.</summary>
    Nobody,
}
