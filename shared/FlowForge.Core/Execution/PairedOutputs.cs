using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// Outputs of a node in whichever of its runs: of the one that is at hand, and out of the store of others, of which a live run keeps only the lines. For one question.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="atHand">The record at hand.</param>
internal sealed class PairedOutputs(IRunView run, NodeRecord atHand)
{
    private readonly Dictionary<(long Sequence, int Port), ItemList> _read = [];
    private RecordSource? _records;

    /// <summary>The item of a range of one.</summary>
    public async ValueTask<PairedItem> FindAsync(ItemRef item, CancellationToken cancellation)
    {
        if (item.Sequence == atHand.Sequence)
        {
            return new(atHand.Outputs[item.Port].Items, item.Offset);
        }

        if (!_read.TryGetValue((item.Sequence, item.Port), out var items))
        {
            _records ??= run.Records();
            var record = await RecordAsync(_records, item.Sequence, cancellation).ConfigureAwait(false);
            _read[(item.Sequence, item.Port)] = items = _records.Items(record.Outputs[item.Port]);
        }

        return new(items, item.Offset);
    }

    private async ValueTask<NodeRecord> RecordAsync(RecordSource records, long sequence, CancellationToken cancellation)
    {
        if (await records.FindAsync(sequence, cancellation).ConfigureAwait(false) is NodeRecord known)
        {
            return known;
        }

        // It may be on its way to the store.
        await run.RecordedAsync().ConfigureAwait(false);
        return await records.FindAsync(sequence, cancellation).ConfigureAwait(false) as NodeRecord
            ?? throw new StoreFault($"Record {sequence} of run {run.Facts.RunId} is missing.");
    }
}
