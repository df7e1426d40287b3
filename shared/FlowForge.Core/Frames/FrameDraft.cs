using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>A frame of which only the address and status are worked out; its items are read when it is shown.</summary>
internal sealed record FrameDraft(long Sequence, JournalEntry Entry, string NodeId, string Iteration, FrameStatus Status, FrameSide Side)
{
    /// <summary>The frames of an entry: two of a record, one of an ingress or of each skipped node.</summary>
    public static IEnumerable<FrameDraft> Of(JournalEntry entry)
    {
        switch (entry)
        {
            case NodeRecord record:
                yield return new(record.IngressSequence, entry, record.NodeId, record.Iteration, FrameStatus.Running, FrameSide.Ingress);
                yield return new(record.Sequence, entry, record.NodeId, record.Iteration, record.Status, FrameSide.Egress);
                break;
            case IngressEntry ingress:
                yield return new(ingress.Sequence, entry, ingress.NodeId, ingress.Iteration, ingress.Status, FrameSide.Ingress);
                break;
            case SkippedEntry skipped:
                for (var i = 0; i < skipped.NodeIds.Count; i++)
                {
                    yield return new(skipped.Sequence + i, entry, skipped.NodeIds[i], skipped.Iteration.Path, FrameStatus.Skipped, FrameSide.Egress);
                }

                break;
        }
    }

    public bool Matches(FrameQuery query) =>
        (query.Node is null || query.Node == NodeId)
        && (query.Iteration is null || query.Iteration == Iteration)
        && (query.Status is null || query.Status == Status);

    /// <summary>The record of a node run takes the place of the ingress that was committed before its end.</summary>
    public void AddTo(IDictionary<long, FrameDraft> found)
    {
        if (Entry is not IngressEntry || !found.ContainsKey(Sequence))
        {
            found[Sequence] = this;
        }
    }

    /// <summary>The frame; without its items, which are then counted only, when they are not wanted.</summary>
    public async ValueTask<Frame> BuildAsync(RunRecord run, RecordSource records, bool withItems, CancellationToken cancellation)
    {
        var frame = new Frame
        {
            RunId = run.Id,
            Sequence = Sequence,
            NodeId = NodeId,
            Iteration = Iteration,
            Status = Status,
            Side = Side,
            Attempt = 1,
            Timestamp = default,
            Input = [],
        };
        switch (Entry)
        {
            case NodeRecord record:
                var isEgress = Side == FrameSide.Egress;
                return frame with
                {
                    Attempt = record.Attempt,
                    IsGiven = record.IsGiven || record.IsPinned,
                    Revision = record.Revision,
                    Timestamp = isEgress ? record.StartedAt.AddMilliseconds(record.DurationMs) : record.StartedAt,
                    Input = await InputAsync(records, record.Inputs, withItems, cancellation).ConfigureAwait(false),
                    Output = isEgress ? await OutputAsync(records, record.Outputs, withItems, cancellation).ConfigureAwait(false) : [],
                    Failure = isEgress ? record.Failure : null,
                    State = isEgress ? record.State : [],
                    Console = isEgress ? record.Console : null,
                    Note = isEgress ? record.Note : null,
                    DurationMs = isEgress ? record.DurationMs : null,
                    Usage = isEgress ? record.Usage : default,
                };
            case IngressEntry ingress:
                return frame with
                {
                    Attempt = ingress.Attempt,
                    IsGiven = ingress.HandOut == IngressEntry.NoHandOut,
                    Revision = ingress.Revision,
                    Timestamp = ingress.At,
                    Input = await InputAsync(records, ingress.Inputs, withItems, cancellation).ConfigureAwait(false),
                };
            default:
                var skipped = (SkippedEntry)Entry;
                return frame with { Timestamp = skipped.At, Revision = skipped.Revision };
        }
    }

    private static async ValueTask<IReadOnlyList<PortItems>> InputAsync(
        RecordSource records, IReadOnlyList<PortInput> inputs, bool withItems, CancellationToken cancellation)
    {
        var ports = new List<PortItems>(inputs.Count);
        foreach (var input in inputs)
        {
            ports.Add(await FirstAsync(input.Port, records.Items(input.Refs), withItems, cancellation).ConfigureAwait(false));
        }

        return ports;
    }

    private static async ValueTask<IReadOnlyList<PortItems>> OutputAsync(
        RecordSource records, IReadOnlyList<PortOutput> outputs, bool withItems, CancellationToken cancellation)
    {
        var ports = new List<PortItems>(outputs.Count);
        foreach (var output in outputs)
        {
            ports.Add(await FirstAsync(output.Port, records.Items(output), withItems, cancellation).ConfigureAwait(false));
        }

        return ports;
    }

    private static async ValueTask<PortItems> FirstAsync(string port, ItemList list, bool withItems, CancellationToken cancellation)
    {
        var items = new List<Item>();
        var bytes = 0;
        while (withItems && items.Count < Limits.FrameItems && items.Count < list.Count)
        {
            foreach (var item in await list.ReadAsync(items.Count, Limits.FrameItems - items.Count, cancellation).ConfigureAwait(false))
            {
                bytes += ItemPages.Size(item);
                if (bytes > Limits.FrameItemBytes)
                {
                    return new(port, list.Count, items);
                }

                items.Add(item);
            }
        }

        return new(port, list.Count, items);
    }
}
