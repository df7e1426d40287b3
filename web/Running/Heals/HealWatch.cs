using FlowForge.Web.Client;
using FlowForge.Web.Here;

namespace FlowForge.Web.Running.Heals;

/// <summary>What is proposed for the pauses of a run. While a pause waits for a proposal it is asked for again; a server without an AI layer is asked once.</summary>
public sealed class HealWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly RunFollower follower;
    private readonly RunApi runs;
    private readonly AiApi ai;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();
    private string? lookedAt;
    private bool? hasModel;

    public HealWatch(RunFollower follower, RunApi runs, AiApi ai, TimeProvider clock)
    {
        (this.follower, this.runs, this.ai, this.clock) = (follower, runs, ai, clock);
        follower.Changed += Look;
        Look();
    }

    /// <summary>All that is known, changes that were made first.</summary>
    public IReadOnlyList<RunHeal> Heals { get; private set; } = [];

    /// <summary>Whether one is being worked out.</summary>
    public bool IsLooking { get; private set; }

    /// <summary>What waits for a person at a pause that is open, or null.</summary>
    public RunHeal? Open => Heals.FirstOrDefault(heal => heal.Status == "open" && follower.Run.Pauses.Any(pause => pause.Id == heal.Pause));

    /// <summary>Raised when there is news.</summary>
    public event Action? Changed;

    /// <summary>Asks anew.</summary>
    public Task RefreshAsync() => ReadAsync();

    public async ValueTask DisposeAsync()
    {
        follower.Changed -= Look;
        await stopping.CancelAsync();
        stopping.Dispose();
    }

    // Once for each way in which the run stands.
    private void Look()
    {
        var run = follower.Run;
        var standing = $"{run.Status}: {string.Join(' ', run.Pauses.Select(pause => pause.Id))}";
        if (follower.Place == RunPlace.Server && standing != lookedAt && run.Status is "PAUSED" or "COMPLETED" or "FAILED" or "CANCELLED")
        {
            lookedAt = standing;
            _ = LookAsync(standing);
        }
    }

    private async Task LookAsync(string standing)
    {
        try
        {
            hasModel ??= await ai.StateAsync() is ApiAnswer.Good state && state.Json().GetProperty("configured").GetBoolean();
            do
            {
                await ReadAsync();
                var isDue = hasModel == true && lookedAt == standing && follower.Run.Pauses.Any(pause => pause.Reason == "failure" && Heals.All(heal => heal.Pause != pause.Id));
                if (IsLooking != isDue)
                {
                    IsLooking = isDue;
                    Changed?.Invoke();
                }

                if (isDue)
                {
                    await Task.Delay(Pause, clock, stopping.Token);
                }
            }
            while (IsLooking && lookedAt == standing);
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
    }

    private async Task ReadAsync()
    {
        if (await runs.ProposalsAsync(follower.Run.Id) is ApiAnswer.Good list && !stopping.IsCancellationRequested)
        {
            Heals = [.. list.Json().GetProperty("items").EnumerateArray().Select(RunHeal.Read)];
            Changed?.Invoke();
        }
    }
}
