using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>
/// A search for text goes through the runs, newest first. There is no index of words: it would cost every run more to write than a run costs now, and a
/// search looks at some hundred thousand runs a second without.
/// </summary>
/// <param name="Query">What to search for.</param>
/// <param name="Most">Runs that are looked at.</param>
/// <param name="Clock">Measures the time it may take.</param>
internal sealed record RunSearch(RunQuery Query, int Most, TimeProvider Clock)
{
    private const int LookAtClock = 128;

    public Page<RunRecord> Read(Session session)
    {
        var (limit, text, began) = (Math.Clamp(Query.Limit, 1, Limits.ListMost), new RunText(Query.Text!), Clock.GetTimestamp());
        var (found, last, looked, isMore) = (new List<RunRecord>(), (string?)null, 0, false);
        RunList.Statement(session, Query).Bind(Most + 1).Each(row =>
        {
            if (found.Count == limit || looked == Most || IsOver(looked, began))
            {
                isMore = true;
                return false;
            }

            var run = RunRows.Run(row);
            (last, looked) = (run.Id, looked + 1);
            if (text.IsIn(run) || text.IsInItems(Beginning(session, run.Id)))
            {
                found.Add(run);
            }

            return true;
        });
        return new(found, isMore ? last : null);
    }

    private bool IsOver(int looked, long began) =>
        looked > 0 && looked % LookAtClock == 0 && Clock.GetElapsedTime(began) >= TimeSpan.FromSeconds(Limits.SearchSeconds);

    /// <summary>The beginning of the run's first segment, without reading the rest of a large one.</summary>
    private static ReadOnlySpan<byte> Beginning(Session session, string run)
    {
        var (row, length) = session[RunSql.FirstSegment].Bind(run).First(static row => (row.Number(0), (int)row.Number(1)));
        return length == 0 ? default : session.ReadBlob("segments", "content", row, Math.Min(length, Limits.SearchBytes));
    }
}
