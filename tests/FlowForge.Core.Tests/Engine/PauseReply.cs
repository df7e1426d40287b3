using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// What a person answers to the pauses of a run, as lines: <c>h=retry</c>, <c>h=skip</c>, <c>h=fail</c>, <c>h=7</c> (the node gives one item with n 7);
/// <c>h[1]=skip</c> in one iteration. Each pause that its node has gets the next answer for it.
/// </summary>
internal sealed record PauseReply(string Node, string? Iteration, string Answer) : IOutsideMessage
{
    private readonly ConcurrentDictionary<string, string> _pauses = new();

    public static IReadOnlyList<PauseReply> Of(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    /// <summary>Answers one pause, the same one when it is sent again; <see cref="MailResult.UnknownRun"/> for as long as there is none.</summary>
    public async Task<MailResult> SendAsync(RunEngine engine, RunRecord run)
    {
        if (!_pauses.TryGetValue(run.Id, out var id))
        {
            if (engine.Pauses(run.Id).FirstOrDefault(pause => pause.Node == Node && (Iteration ?? pause.Iteration) == pause.Iteration) is not { } pause)
            {
                return MailResult.UnknownRun;
            }

            id = _pauses[run.Id] = pause.Id;
        }

        return await engine.AnswerPauseAsync(run.Id, id, Read(Answer), default) switch
        {
            PauseResult.Taken => MailResult.Added,
            PauseResult.Over => MailResult.Repeated,
            PauseResult.Unknown => MailResult.UnknownRun,
            var other => throw new InvalidOperationException($"The answer was refused: {other}"),
        };
    }

    private static PauseAnswer Read(string answer) => answer switch
    {
        "retry" => new(PauseAnswerType.Retry),
        "skip" => new(PauseAnswerType.Skip),
        "fail" => new(PauseAnswerType.Fail),
        _ => new(PauseAnswerType.Items, new Dictionary<string, IReadOnlyList<Item>> { ["out"] = [new(JsonElement.Parse($$"""{"n":{{answer}}}"""))] }),
    };

    private static PauseReply One(string text)
    {
        var parts = text.Split('=');
        var bracket = parts[0].IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? new(parts[0], null, parts[1]) : new(parts[0][..bracket], parts[0][(bracket + 1)..^1], parts[1]);
    }
}
