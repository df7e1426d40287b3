using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Durable.Tests.Same;

/// <summary>Sends a run what a case has to say to it, one after another, each when the run stands where it is asked for.</summary>
internal sealed class SentAnswers(SameCase one)
{
    private int _next;

    /// <summary>How many were sent.</summary>
    public int Count => _next;

    /// <summary>Sends the next one, if the run waits for it; false when nothing was sent.</summary>
    public async Task<bool> SendAsync(IRunEngine engine, string runId)
    {
        if (_next == one.Answers.Count)
        {
            return false;
        }

        var answer = one.Answers[_next];
        var isSent = answer.TryGetProperty("signal", out var signal) ? await SignalAsync(engine, runId, signal.GetString()!, answer)
            : answer.TryGetProperty("pause", out var pause) ? await ResumeAsync(engine, runId, pause.GetString()!, answer)
            : await AnswerAsync(engine, runId, answer.GetProperty("node").GetString()!, answer);
        _next += isSent ? 1 : 0;
        return isSent;
    }

    private async Task<bool> SignalAsync(IRunEngine engine, string runId, string name, JsonElement answer)
    {
        if ((await engine.WaitsAsync(runId, default)).All(wait => wait.Signal != name))
        {
            return false;
        }

        Assert.Equal(MailResult.Added, await engine.SignalAsync(runId, name, $"{_next}", Items(answer.GetProperty("items")), default));
        return true;
    }

    private static async Task<bool> AnswerAsync(IRunEngine engine, string runId, string node, JsonElement answer)
    {
        if ((await engine.WaitsAsync(runId, default)).FirstOrDefault(wait => wait.Node == node) is not { Url: { } url })
        {
            return false;
        }

        Assert.Equal(MailResult.Added, await engine.AnswerAsync(url[(url.LastIndexOf('/') + 1)..], Items(answer.GetProperty("items")), default));
        return true;
    }

    /// <summary>Only when the run stands still, so that both of two branches have come to their pauses.</summary>
    private static async Task<bool> ResumeAsync(IRunEngine engine, string runId, string node, JsonElement answer)
    {
        if (await engine.GetAsync(runId, default) is not { Status: RunStatus.Paused } || (await engine.PausesAsync(runId, default)).FirstOrDefault(pause => pause.Node == node) is not { } pause)
        {
            return false;
        }

        var items = answer.TryGetProperty("items", out var ports)
            ? ports.EnumerateObject().ToDictionary(port => port.Name, IReadOnlyList<Item> (port) => Items(port.Value), StringComparer.Ordinal)
            : null;
        var type = Enum.Parse<PauseAnswerType>(answer.GetProperty("type").GetString()!, ignoreCase: true);
        var operations = answer.TryGetProperty("operations", out var list) ? OperationsJson.Read(list).Operations : [];
        Assert.IsType<PauseResult.Taken>(await engine.AnswerPauseAsync(runId, pause.Id, new(type, items) { Operations = operations! }, default));
        return true;
    }

    private static List<Item> Items(JsonElement items) => [.. items.EnumerateArray().Select(json => new Item(json))];
}
