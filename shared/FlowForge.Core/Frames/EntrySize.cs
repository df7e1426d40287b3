using FlowForge.Core.Model;

namespace FlowForge.Core.Frames;

/// <summary>About how many bytes an entry takes in its segment.</summary>
internal static class EntrySize
{
    public static int Of(JournalEntry entry) => 200 + (entry switch
    {
        NodeRecord record => record.Outputs.Sum(Of) + record.State.Sum(change => change.Bytes),
        StartEntry start => Of(start.Items),
        InputEntry input => input.Ports.Sum(Of),
        _ => 0,
    });

    private static int Of(PortOutput output)
    {
        if (output.Stored is not StoredItems.Inline || output.Items.Count == 0)
        {
            return 0;
        }

        var items = output.Items.ReadAsync(0, output.Items.Count, CancellationToken.None);
        return items.IsCompletedSuccessfully ? items.Result.Sum(ItemPages.Size) : 0;
    }
}
