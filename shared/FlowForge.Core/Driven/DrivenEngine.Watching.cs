using System.Runtime.CompilerServices;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <content>What becomes of runs, read from rows.</content>
public sealed partial class DrivenEngine
{
    private const int Page = 64;
    private static readonly string Anywhere = default(RunCursor).ToString();
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public ValueTask<RunRecord?> GetAsync(string runId, CancellationToken cancellation) => _parts.Runs.GetRunAsync(runId, cancellation);

    /// <inheritdoc/>
    public async ValueTask<RunRecord?> WaitAsync(string runId, TimeSpan atMost, CancellationToken cancellation)
    {
        var until = _parts.Clock.GetUtcNow() + atMost;
        var run = await GetAsync(runId, cancellation).ConfigureAwait(false);
        for (var pace = FirstLook; run is { HasEnded: false } && _parts.Clock.GetUtcNow() < until; pace = Slower(pace))
        {
            await Task.Delay(pace, _parts.Clock, cancellation).ConfigureAwait(false);
            run = await GetAsync(runId, cancellation).ConfigureAwait(false);
        }

        return run;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OpenWait>> WaitsAsync(string runId, CancellationToken cancellation)
    {
        if (await GetAsync(runId, cancellation).ConfigureAwait(false) is not { HasEnded: false } run)
        {
            return [];
        }

        var rows = await _parts.Runs.OpenWaitsAsync(runId, cancellation).ConfigureAwait(false);
        return WaitLookup.Shown(rows, run, _parts);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunNews> WatchAsync(
        string runId, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Segments come in any order, so whoever comes back gets all of them again; frames are known by their sequence.
        var seen = new HashSet<int>();
        var status = default(RunStatus?);
        for (var pace = FirstLook; ; pace = Slower(pace))
        {
            if (await GetAsync(runId, cancellation).ConfigureAwait(false) is not { } run)
            {
                yield break;
            }

            await foreach (var row in NewAsync(runId, seen, cancellation).ConfigureAwait(false))
            {
                foreach (var frame in await _frames.ExpandAsync(run, row, cancellation).ConfigureAwait(false))
                {
                    pace = FirstLook;
                    yield return new(Anywhere, frame, null);
                }
            }

            if (run.Status != status)
            {
                status = run.Status;
                yield return new(Anywhere, null, run);
            }

            if (run.HasEnded)
            {
                yield break;
            }

            await Task.Delay(pace, _parts.Clock, cancellation).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<SegmentRow> NewAsync(string runId, HashSet<int> seen, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<SegmentRow> rows;
        for (var from = 0; ; from = rows[^1].Ordinal + 1)
        {
            rows = await _parts.Runs.ReadSegmentsAsync(runId, from, Page, cancellation).ConfigureAwait(false);
            foreach (var row in rows.Where(row => seen.Add(row.Ordinal)))
            {
                yield return row;
            }

            if (rows.Count < Page || rows[^1].Ordinal == int.MaxValue)
            {
                yield break;
            }
        }
    }

    private static TimeSpan Slower(TimeSpan pace) => pace * 1.5 < LastLook ? pace * 1.5 : LastLook;
}
