using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Forks;

/// <summary>
/// Writes the journal a fork begins with. The run's row comes with the last of it, so that there is a whole fork or none; of a large one,
/// segments go ahead, which nobody can see without the row.
/// </summary>
internal sealed class ForkWriter(EngineParts parts, RunRecord run, StartRow? start)
{
    private const int BytesAhead = 8 * 1024 * 1024;
    private readonly List<SegmentRow> _rows = [];
    private List<JournalEntry> _open = [];
    private int _openBytes;
    private int _rowBytes;
    private int _ordinal;

    public ValueTask AddAsync(JournalEntry entry)
    {
        _open.Add(entry);
        _openBytes += EntrySize.Of(entry);
        if (_open.Count < Limits.SegmentRecords && _openBytes < Limits.SegmentBytes / 2)
        {
            return ValueTask.CompletedTask;
        }

        Close();
        return _rowBytes < BytesAhead ? ValueTask.CompletedTask : SendAheadAsync();
    }

    /// <summary>Makes the fork; gives the run that the key had given before, or null.</summary>
    public async ValueTask<StartRow?> EndAsync()
    {
        Close();
        var result = await parts.Runs.WriteAsync(new() { Run = run, Start = start, Segments = _rows }).ConfigureAwait(false);
        return result.Existing;
    }

    private void Close()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var row = SegmentJson.Write(run.Id, _ordinal++, _open, _openBytes * 3 / 2);
        _rows.Add(row);
        _rowBytes += row.Content.Length;
        (_open, _openBytes) = ([], 0);
    }

    private async ValueTask SendAheadAsync()
    {
        await parts.Runs.WriteAsync(new() { Segments = [.. _rows] }).ConfigureAwait(false);
        _rows.Clear();
        _rowBytes = 0;
    }
}
