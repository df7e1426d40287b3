using System.Runtime.CompilerServices;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>What happens to a run, as it becomes durable.</content>
public sealed partial class RunEngine
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<RunNews> WatchAsync(
        string runId, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var at = RunCursor.Parse(lastEventId);
        while (true)
        {
            _open.TryGetValue(runId, out var open);
            var next = open?.NextChange;
            if (await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false) is not { } record)
            {
                if (open is null)
                {
                    yield break;
                }

                await next!.WaitAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            var rows = await _parts.Runs.ReadSegmentsAsync(runId, at.Ordinal, 16, cancellation).ConfigureAwait(false);
            foreach (var row in rows)
            {
                var frames = await _frames.ExpandAsync(record, row, cancellation).ConfigureAwait(false);
                for (var i = at.Ordinal == row.Ordinal ? at.Index : 0; i < frames.Count; i++)
                {
                    yield return new(new RunCursor(row.Ordinal, i + 1).ToString(), frames[i], null);
                }

                at = new(row.Ordinal + 1, 0);
            }

            if (rows.Count > 0)
            {
                continue;
            }

            if (record.HasEnded)
            {
                // The row may be read a moment before this run hears that it is durable; who is told of the end may rely on it.
                yield return new(at.ToString(), null, open is null ? record : await open.Promises.Ended.Task.WaitAsync(cancellation).ConfigureAwait(false));
                yield break;
            }

            yield return new(at.ToString(), null, open?.Record is { HasEnded: false } now ? now : record);

            await (next ?? Task.Delay(TimeSpan.FromMilliseconds(250), _parts.Clock, cancellation)).WaitAsync(cancellation).ConfigureAwait(false);
        }
    }
}
