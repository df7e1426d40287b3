using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>Brings a stored run back to where its journal ends: the last snapshot, then the records behind it.</summary>
internal static class RunLoader
{
    private const int Batch = 64;

    /// <summary>Loads the run; gives how its journal goes on.</summary>
    public static async Task<LoadedTo> LoadAsync(EngineParts parts, RunRecord record, LiveRun run, CancellationToken cancellation)
    {
        var source = new RecordSource(parts.Runs, parts.Pages, record);
        var (next, end) = (0, default(LoadedTo));
        if (await parts.Runs.ReadSnapshotAsync(record.Id, cancellation).ConfigureAwait(false) is { } snapshot)
        {
            await RestoreAsync(JsonElement.Parse(snapshot.Content.Span), run, source, cancellation).ConfigureAwait(false);
            next = snapshot.Ordinal + 1;
            end = new(next, next, snapshot.Content.Length);
        }

        IReadOnlyList<SegmentRow> rows;
        while ((rows = await parts.Runs.ReadSegmentsAsync(record.Id, next, Batch, cancellation).ConfigureAwait(false)).Count > 0)
        {
            foreach (var entry in rows.SelectMany(source.Read))
            {
                if (entry is EventEntry { Event: RunEvent.PauseAnswered { Revision: { } revision } })
                {
                    await run.KnowAsync(revision, cancellation).ConfigureAwait(false);
                }

                run.Replay(entry is NodeRecord stored ? source.Joined(stored) : entry);
            }

            next = rows[^1].Ordinal + 1;
        }

        return end with { Next = next };
    }

    private static async Task RestoreAsync(JsonElement snapshot, LiveRun run, RecordSource source, CancellationToken cancellation)
    {
        if (RunStateJson.LastRevision(snapshot.GetProperty("state")) is { } revision)
        {
            await run.GoOnWithAsync(revision, cancellation).ConfigureAwait(false);
        }

        if (await source.FindAsync(NodeRecord.StartSequence, cancellation).ConfigureAwait(false) is StartEntry start)
        {
            run.Replay(start);
        }

        foreach (var sequence in Numbers(snapshot, "replaced"))
        {
            run.Replay(await source.FindAsync(sequence, cancellation).ConfigureAwait(false)
                ?? throw new StoreFault($"The snapshot names the given input {sequence}, which is missing."));
        }

        var places = new Dictionary<long, (bool IsResult, bool IsKept)>();
        foreach (var sequence in Numbers(snapshot, "results"))
        {
            places[sequence] = places.GetValueOrDefault(sequence) with { IsResult = true };
        }

        foreach (var sequence in Numbers(snapshot, "kept"))
        {
            places[sequence] = places.GetValueOrDefault(sequence) with { IsKept = true };
        }

        foreach (var (sequence, place) in places)
        {
            var record = await RecordAsync(source, sequence, cancellation).ConfigureAwait(false);
            run.RestoreResult(record, place.IsResult, place.IsKept);
        }

        foreach (var record in EndedJson.Read(snapshot, source))
        {
            run.RestoreResult(record, isResult: false, isKept: true);
        }

        foreach (var (node, iteration, items) in CameJson.Read(snapshot, source))
        {
            run.RestoreCame(node, iteration, items);
        }

        // Missing in one that was written before snapshots had them.
        foreach (var row in snapshot.TryGetProperty("last", out var last) ? last.EnumerateArray().ToList() : [])
        {
            run.RestoreLast(await RecordAsync(source, row[2].GetInt64(), cancellation).ConfigureAwait(false), row[1].GetString()!);
        }

        foreach (var sequence in Numbers(snapshot, "failed"))
        {
            run.RestoreFailedAttempt(await RecordAsync(source, sequence, cancellation).ConfigureAwait(false));
        }

        run.RestoreState(snapshot);
    }

    private static async Task<NodeRecord> RecordAsync(RecordSource source, long sequence, CancellationToken cancellation) =>
        await source.FindAsync(sequence, cancellation).ConfigureAwait(false) is NodeRecord record
            ? source.Joined(record)
            : throw new StoreFault($"The snapshot names record {sequence}, which is missing.");

    private static IEnumerable<long> Numbers(JsonElement snapshot, string name) =>
        !snapshot.TryGetProperty(name, out var numbers) ? [] : numbers.EnumerateArray().Select(number => number.GetInt64());
}

/// <summary>How far a run was loaded.</summary>
/// <param name="Next">Ordinal of the next segment.</param>
/// <param name="Snapshot">First ordinal behind its snapshot; 0 when it has none.</param>
/// <param name="SnapshotBytes">Bytes of the snapshot.</param>
internal readonly record struct LoadedTo(int Next, int Snapshot, int SnapshotBytes);
