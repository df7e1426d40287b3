using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <content>Replies and ends that callers wait for: rows that are looked for at growing pauses, for all who wait for the same run together.</content>
public sealed partial class DrivenEngine
{
    // Longer than any caller waits for an answer.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(300);
    private readonly Lock _awaiting = new();
    private readonly Dictionary<string, AwaitedRun> _awaited = new(StringComparer.Ordinal);

    /// <summary>Promises about a run in other processes. They are kept when whoever started it waits for them, and for as long as one may wait.</summary>
    private StartedRun Started(string runId, bool isRepeat, bool polls)
    {
        if (!polls)
        {
            var nobody = new AwaitedRun();
            return new(runId, isRepeat, nobody.Replied.Task, nobody.Ended.Task);
        }

        bool isFirst;
        AwaitedRun? run;
        lock (_awaiting)
        {
            isFirst = !_awaited.TryGetValue(runId, out run);
            run ??= _awaited[runId] = new();
            run.Until = _parts.Clock.GetUtcNow() + LongestWait;
        }

        if (isFirst)
        {
            _ = PollAsync(runId, run);
        }

        return new(runId, isRepeat, run.Replied.Task, run.Ended.Task);
    }

    private async Task PollAsync(string runId, AwaitedRun awaited)
    {
        for (var pace = FirstLook; IsAwaited(runId, awaited); pace = Slower(pace))
        {
            try
            {
                var run = await GetAsync(runId, CancellationToken.None).ConfigureAwait(false);
                if (!awaited.Replied.Task.IsCompleted && (await ReplyAsync(runId).ConfigureAwait(false) is { } reply))
                {
                    awaited.Replied.TrySetResult(reply);
                }

                if (run is { HasEnded: true })
                {
                    awaited.Replied.TrySetResult(null);
                    awaited.Ended.TrySetResult(run);
                    Forget(runId);
                    return;
                }
            }
            catch (StoreFault fault)
            {
                _parts.OnFault($"Run {runId} could not be looked at; looking again.", fault);
            }

            await Task.Delay(pace, _parts.Clock).ConfigureAwait(false);
        }
    }

    /// <summary>Whether somebody may still wait; when nobody does it is forgotten in the same moment, so that who comes next is the first again.</summary>
    private bool IsAwaited(string runId, AwaitedRun awaited)
    {
        lock (_awaiting)
        {
            if (awaited.Until > _parts.Clock.GetUtcNow())
            {
                return true;
            }

            _awaited.Remove(runId);
            return false;
        }
    }

    private void Forget(string runId)
    {
        lock (_awaiting)
        {
            _awaited.Remove(runId);
        }
    }

    private async Task<Reply?> ReplyAsync(string runId)
    {
        var rows = await _parts.Runs.ReadSegmentsAsync(runId, DrivenOrdinals.Reply, 1, CancellationToken.None).ConfigureAwait(false);
        return rows is [{ Ordinal: DrivenOrdinals.Reply } row] && new SegmentReader(_parts.Pages, runId).Read(row) is [ReplyEntry entry] ? entry.Reply : null;
    }

    /// <summary>A run whose callers wait in this process.</summary>
    private sealed class AwaitedRun
    {
        public TaskCompletionSource<Reply?> Replied { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<RunRecord> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Until when the last who came may wait.</summary>
        public DateTimeOffset Until { get; set; }
    }
}
