using System.Text.Json;
using FlowForge.Durable.Driving;

namespace FlowForge.Durable.Tests.Support;

/// <summary>What the driver asked an orchestration for.</summary>
/// <param name="Kind">Activity, <c>timer</c>, <c>cancel</c>, <c>bell</c>, <c>status</c> or <c>continue</c>.</param>
/// <param name="Text">Its input.</param>
/// <param name="Position">How many events of the history had been taken by then.</param>
internal sealed record Asked(string Kind, string Text, int Position);

/// <summary>An event of a history.</summary>
/// <param name="Index">Index of what was asked for and has come; -1 for a ring.</param>
/// <param name="Result">The answer.</param>
/// <param name="At">When.</param>
internal sealed record Happened(int Index, string? Result, DateTimeOffset At);

/// <summary>
/// One replay of a generation: the driver runs from its beginning, and everything it asks for is compared with what it asked for before.
/// Single-threaded: answers are given one by one, and what follows from one has been done before the next.
/// </summary>
internal sealed class ReplayedOrchestration(IReadOnlyList<Asked> before) : IOrchestration
{
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _answers = [];
    private readonly Queue<TaskCompletionSource> _listening = new();
    private int _buffered;
    private int _position;

    public List<Asked> All { get; } = [];

    public string? Next { get; private set; }

    public string? Status { get; private set; }

    public bool HasEnded { get; private set; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>Replays a history; throws when the driver asks for anything else than before, or breaks.</summary>
    public static ReplayedOrchestration Run(string input, DateTimeOffset at, IReadOnlyList<Asked> before, IReadOnlyList<Happened> history)
    {
        var context = new ReplayedOrchestration(before) { Now = at };
        var driving = RunDriver.RunAsync(context, JsonElement.Parse(input));
        foreach (var happened in history)
        {
            context.Take(happened);
        }

        if (driving.IsFaulted)
        {
            throw new InvalidOperationException("The driver broke.", driving.Exception!.InnerException);
        }

        if (context.All.Count < before.Count)
        {
            throw new InvalidOperationException($"This time it did not ask for {before[context.All.Count]}.");
        }

        context.HasEnded = driving.IsCompleted;
        return context;
    }

    public Task<JsonElement> CallAsync(string activity, JsonElement input) => Ask(activity, input.GetRawText());

    public async Task TimerAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        var timer = Ask("timer", at.ToString("O"));
        var index = All.Count - 1;
        using var registration = cancellation.Register(() =>
        {
            Ask("cancel", $"{index}");
            _answers[index].TrySetCanceled();
        });
        await timer;
    }

    public Task DoorbellAsync()
    {
        Ask("bell", "");
        if (_listening.Count > 0)
        {
            throw new InvalidOperationException("The doorbell is waited for twice.");
        }

        if (_buffered > 0)
        {
            _buffered--;
            return Task.CompletedTask;
        }

        _listening.Enqueue(new());
        return _listening.Peek().Task;
    }

    public void ContinueAsNew(JsonElement input)
    {
        Next = input.GetRawText();
        Ask("continue", Next);
    }

    public void SetStatus(string status)
    {
        Status = status;
        Ask("status", status);
    }

    private void Take(Happened happened)
    {
        (Now, _position) = (happened.At, _position + 1);
        if (happened.Index >= 0)
        {
            _answers[happened.Index].SetResult(happened.Result is { } text ? JsonElement.Parse(text) : default);
        }
        else if (_listening.TryDequeue(out var listening))
        {
            listening.SetResult();
        }
        else
        {
            _buffered++;
        }
    }

    private Task<JsonElement> Ask(string kind, string text)
    {
        var asked = new Asked(kind, text, _position);
        if (All.Count < before.Count && before[All.Count] != asked)
        {
            throw new InvalidOperationException($"It asked for {asked}; before it asked for {before[All.Count]}.");
        }

        All.Add(asked);
        return (_answers[All.Count - 1] = new()).Task;
    }
}
