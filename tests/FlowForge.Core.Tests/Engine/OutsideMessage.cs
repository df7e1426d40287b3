using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A message to a run from outside, as lines: <c>go=3</c> is the signal go with n 3, <c>@w[0]=3</c> the answer to w in iteration 0.</summary>
internal sealed record OutsideMessage(string? Signal, string Node, string Iteration, string N)
{
    public static IReadOnlyList<OutsideMessage> Of(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    /// <summary>Sends it under an id of its own, so that sending it again is harmless.</summary>
    public async Task<MailResult> SendAsync(RunEngine engine, RunRecord run) => Signal is null
        ? await engine.AnswerAsync(ResumeToken.Write(run.Id, run.ResumeKey!, Node, Iteration), [Item()], default)
        : await engine.SignalAsync(run.Id, Signal, $"{Signal} {N}", [Item()], default);

    private static OutsideMessage One(string text)
    {
        var (whom, n) = (text[..text.IndexOf('=', StringComparison.Ordinal)], text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        if (whom[0] != '@')
        {
            return new(whom, "", "", n);
        }

        var bracket = whom.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? new(null, whom[1..], "", n) : new(null, whom[1..bracket], whom[(bracket + 1)..^1], n);
    }

    private Model.Item Item() => new(JsonElement.Parse($$"""{"n":{{N}}}"""));
}
