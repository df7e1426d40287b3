using FlowForge.Core;

namespace FlowForge.AzureStorage.Retention;

/// <summary>How much one step may still delete.</summary>
internal sealed class RemovalBudget
{
    /// <summary>Rows and blobs deleted.</summary>
    public int Rows { get; private set; }

    /// <summary>Bytes in them.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the step has deleted enough.</summary>
    public bool IsSpent => Rows >= Limits.RetentionRows || Bytes >= Limits.RetentionBytes;

    /// <summary>Counts what was deleted.</summary>
    public void Spend(int rows, long bytes)
    {
        Rows += rows;
        Bytes += bytes;
    }
}
