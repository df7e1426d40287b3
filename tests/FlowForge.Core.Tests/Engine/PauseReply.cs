using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// What a person answers to the pauses of a run, as lines: <c>h=retry</c>, <c>h=skip</c>, <c>h=fail</c>, <c>h=continue</c>, <c>h=apply</c> (sets its parameter <c>ok</c>), <c>h=grow</c> (and adds a node behind it), <c>h=cut</c> (and removes node b), <c>h=!+x&amp;h>x</c> (and makes a <see cref="DrawnChange"/>), <c>h=7</c> (the node gives one item with n 7);
/// <c>h[1]=skip</c> in one iteration. Each pause that its node has gets the next answer for it.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Iteration">Its iteration; null for any.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Given">Pauses that have had an answer.</param>
internal sealed record PauseReply(string Node, string? Iteration, string Answer, ConcurrentDictionary<string, PauseReply> Given) : IOutsideMessage
{
    public static IReadOnlyList<PauseReply> Of(string text)
    {
        var given = new ConcurrentDictionary<string, PauseReply>();
        return [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => One(one, given))];
    }

    /// <summary>Answers one pause, the same one when it is sent again; <see cref="MailResult.UnknownRun"/> for as long as there is none.</summary>
    public async Task<MailResult> SendAsync(RunEngine engine, RunRecord run)
    {
        var id = Given.FirstOrDefault(pair => ReferenceEquals(pair.Value, this)).Key
            ?? engine.Pauses(run.Id).FirstOrDefault(pause => pause.Node == Node && (Iteration ?? pause.Iteration) == pause.Iteration && !Given.ContainsKey(pause.Id))?.Id;
        if (id is null)
        {
            return MailResult.UnknownRun;
        }

        Given[id] = this;

        return await engine.AnswerPauseAsync(run.Id, id, Read(Node, Answer), default) switch
        {
            PauseResult.Taken => MailResult.Added,
            PauseResult.Over => MailResult.Repeated,
            PauseResult.Unknown => Forgotten(id),
            var other => throw new InvalidOperationException($"The answer was refused: {other}"),
        };
    }

    /// <summary>The host died before the pause that it had shown was durable; the next one may come to it under another id.</summary>
    private MailResult Forgotten(string id)
    {
        Given.TryRemove(id, out _);
        return MailResult.UnknownRun;
    }

    private static PauseAnswer Read(string node, string answer) => answer switch
    {
        "retry" => new(PauseAnswerType.Retry),
        "skip" => new(PauseAnswerType.Skip),
        "fail" => new(PauseAnswerType.Fail),
        "apply" => new(PauseAnswerType.Apply) { Operations = [Ok(node)] },
        "grow" => new(PauseAnswerType.Apply)
        {
            Operations = [Ok(node), new WorkflowOperation.AddNode(new() { Id = $"{node}0", Kind = "tag" }, 0), new WorkflowOperation.Connect(new() { From = node, To = $"{node}0" })],
        },
        "cut" => new(PauseAnswerType.Apply) { Operations = [Ok(node), new WorkflowOperation.RemoveNode("b")] },
        ['!', .. var change] => new(PauseAnswerType.Apply) { Operations = [Ok(node), .. DrawnChange.Of(change)] },
        "continue" => new(PauseAnswerType.Continue),
        _ => new(PauseAnswerType.Items, new Dictionary<string, IReadOnlyList<Item>> { ["out"] = [new(JsonElement.Parse($$"""{"n":{{answer}}}"""))] }),
    };

    private static WorkflowOperation.SetParameters Ok(string node) => new(node, JsonElement.Parse("""{"ok":true}"""));

    private static PauseReply One(string text, ConcurrentDictionary<string, PauseReply> given)
    {
        var parts = text.Split('=', 2);
        var bracket = parts[0].IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? new(parts[0], null, parts[1], given) : new(parts[0][..bracket], parts[0][(bracket + 1)..^1], parts[1], given);
    }
}
