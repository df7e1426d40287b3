using FlowForge.Core.Frames;

namespace FlowForge.Core.Execution;

/// <summary>What the decider is told of a record: counts, never items.</summary>
internal static class RecordCounts
{
    /// <summary>Items by output port, of <paramref name="ports"/> ports.</summary>
    public static int[] Counts(this NodeRecord record, int ports)
    {
        var counts = new int[ports];
        for (var i = 0; i < record.Outputs.Count; i++)
        {
            counts[i] = RecordSource.Count(record.Outputs[i]);
        }

        return counts;
    }

    /// <summary>The event that gives this record as the result of <paramref name="node"/>.</summary>
    public static RunEvent.Given ToGiven(this NodeRecord record, int node, int ports) =>
        new(node, record.Iteration, record.Counts(ports), record.Status == FrameStatus.Completed, record.Sequence);
}
