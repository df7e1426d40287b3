using System.Text.Json;
using FlowForge.Web.Client;

namespace FlowForge.Web.Running;

/// <summary>Follows one run of the server: its frames as they happen, its end, and its items on demand.</summary>
public sealed class RunFollower(RunApi runs, ApiClient api, TimeProvider clock, RunState start) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task following = Task.CompletedTask;

    /// <summary>The run as last heard of.</summary>
    public RunState Run { get; private set; } = start;

    /// <summary>Its frames.</summary>
    public RunLog Log { get; } = new();

    /// <summary>Whether the connection is lost and being tried again.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Raised when there is news.</summary>
    public event Action? Changed;

    /// <summary>Begins to listen.</summary>
    public void Follow() => following = FollowAsync();

    /// <summary>Asks the server to end the run.</summary>
    public Task<ApiAnswer> CancelAsync() => runs.CancelAsync(Run.Id);

    /// <summary>Items of a frame's port, from what came with the frame or from the server.</summary>
    public async Task<IReadOnlyList<JsonElement>> ItemsAsync(RunFrame frame, bool isOutput, FramePort port, int offset, int limit)
    {
        var wanted = Math.Min(limit, port.Count - offset);
        if (offset + wanted <= port.Items.Count)
        {
            return [.. port.Items.Skip(offset).Take(wanted)];
        }

        return await runs.ItemsAsync(Run.Id, frame.Sequence, isOutput ? "output" : "input", port.Port, offset, limit) is ApiAnswer.Good good
            ? [.. good.Json().GetProperty("items").EnumerateArray()]
            : [];
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task FollowAsync()
    {
        await new EventStream(api, clock).FollowAsync(Run.Id, Heard, SetLost, stopping.Token);
        if (!Run.HasEnded && await runs.GetAsync(Run.Id) is ApiAnswer.Good good)
        {
            Heard("run", good.Json());
        }
    }

    private bool Heard(string kind, JsonElement content)
    {
        if (kind == "frame")
        {
            Log.Add(RunFrame.Read(content));
        }
        else if (kind == "run")
        {
            Run = RunState.Read(content);
            if (Run.HasEnded)
            {
                Log.End();
            }
        }

        Changed?.Invoke();
        return Run.HasEnded;
    }

    private void SetLost(bool isLost)
    {
        if (IsLost != isLost)
        {
            IsLost = isLost;
            Changed?.Invoke();
        }
    }
}
