using System.Text.Json;
using FlowForge.Web.Client;
using FlowForge.Web.Here;
using FlowForge.Web.Running.History;

namespace FlowForge.Web.Running;

/// <summary>Follows one run, live or ended: its frames as they come, its end, and its items on demand.</summary>
/// <param name="runs">Where runs are asked for.</param>
/// <param name="api">Where events come from.</param>
/// <param name="clock">Gathers news: pages hear of them ten times a second at most.</param>
/// <param name="start">The run as it stands.</param>
/// <param name="withItems">Whether frames come with their first items, which costs up to 64 KB a port.</param>
public sealed class RunFollower(RunApi runs, ApiClient api, TimeProvider clock, RunState start, bool withItems = true) : IAsyncDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(90);

    private readonly CancellationTokenSource stopping = new();
    private readonly ItemCache items = new(runs, start.Id);
    private readonly List<RunFrame> pending = [];
    private Task following = Task.CompletedTask;
    private ITimer? timer;
    private bool isNewsDue;
    private bool hasAll;

    /// <summary>The run as last heard of.</summary>
    public RunState Run { get; private set; } = start;

    /// <summary>Where it runs.</summary>
    public RunPlace Place { get; init; }

    /// <summary>Its frames.</summary>
    public RunLog Log { get; } = new();

    /// <summary>Whether the connection is lost and being tried again.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Raised when there is news.</summary>
    public event Action? Changed;

    /// <summary>Begins to listen.</summary>
    public void Follow()
    {
        timer = clock.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        following = FollowAsync();
    }

    /// <summary>Asks the server to end the run.</summary>
    public Task<ApiAnswer> CancelAsync() => runs.CancelAsync(Run.Id);

    /// <summary>Lets the run go on from a pause.</summary>
    public Task<ApiAnswer> ResumeAsync(RunPause pause) => runs.ResumeAsync(Run.Id, pause.Id, "continue");

    /// <summary>Items of a frame's port, from what came with the frame or from the server; null when they cannot be had.</summary>
    public async Task<IReadOnlyList<JsonElement>?> ItemsAsync(RunFrame frame, bool isOutput, FramePort port, int offset, int limit)
    {
        var wanted = Math.Min(limit, port.Count - offset);
        return offset + wanted <= port.Items.Count
            ? [.. port.Items.Skip(offset).Take(wanted)]
            : await items.GetAsync(frame.Sequence, isOutput, port.Port, offset, limit);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (timer is not null)
        {
            await timer.DisposeAsync();
        }

        stopping.Dispose();
    }

    private async Task FollowAsync()
    {
        if (Run.HasEnded && await ReadAsync())
        {
            hasAll = true;
            Tell();
            return;
        }

        await new EventStream(api, clock).FollowAsync(Run.Id, withItems, Heard, SetLost, stopping.Token);
        if (!Run.HasEnded && await runs.GetAsync(Run.Id) is ApiAnswer.Good good)
        {
            Heard("run", good.Json());
        }

        // Only now: the run's end is known before the last of its frames.
        hasAll = true;
        Tell();
    }

    /// <summary>Reads what there is of an ended run a page at a time, which is far faster than event by event; false when the server does not answer.</summary>
    private async Task<bool> ReadAsync()
    {
        for (string? after = null; ;)
        {
            if (await runs.FramesAsync(Run.Id, withItems, after is null ? "limit=500" : $"limit=500&after={after}") is not ApiAnswer.Good page)
            {
                return false;
            }

            var list = page.Json();
            pending.AddRange(list.GetProperty("items").EnumerateArray().Select(RunFrame.Read));
            after = list.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
            if (after is null || stopping.IsCancellationRequested)
            {
                return true;
            }

            Remark();
        }
    }

    private bool Heard(string kind, JsonElement content)
    {
        if (kind == "frame")
        {
            pending.Add(RunFrame.Read(content));
        }
        else if (kind == "run")
        {
            Run = RunState.Read(content);
        }

        Remark();
        return Run.HasEnded;
    }

    private void SetLost(bool isLost)
    {
        if (IsLost != isLost)
        {
            IsLost = isLost;
            Remark();
        }
    }

    private void Remark()
    {
        if (!isNewsDue)
        {
            isNewsDue = true;
            timer!.Change(Gathering, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tell()
    {
        isNewsDue = false;
        Log.AddAll(pending);
        pending.Clear();

        if (hasAll && Run.HasEnded)
        {
            Log.End();
        }

        Changed?.Invoke();
    }
}
