using System.Text.Json;

namespace FlowForge.Nodes.Json;

/// <summary>
/// A value in the order of values: numbers by size, null as 0, then texts by their UTF-16 units as JavaScript compares them, then false and true, then
/// lists and objects by their JSON, then what is missing. It does not hold the document that the value came from.
/// </summary>
internal readonly record struct ValueKey : IComparable<ValueKey>
{
    private const byte MissingRank = 4;

    private ValueKey(byte rank, double number, string text) => (Rank, Number, Text) = (rank, number, text);

    private byte Rank { get; }

    private double Number { get; }

    private string Text { get; }

    /// <summary>Whether the value is missing.</summary>
    public bool IsMissing => Rank == MissingRank;

    /// <summary>The key of a value.</summary>
    public static ValueKey Of(JsonElement value, bool ignoreCase) => value.ValueKind switch
    {
        JsonValueKind.Number => new(0, value.GetDouble(), ""),
        JsonValueKind.String => new(1, 0, ignoreCase ? value.GetString()!.ToLowerInvariant() : value.GetString()!),
        JsonValueKind.False => new(2, 0, ""),
        JsonValueKind.True => new(2, 1, ""),
        JsonValueKind.Null => new(0, 0, ""),
        JsonValueKind.Undefined => new(MissingRank, 0, ""),
        _ => new(3, 0, value.GetRawText()),
    };

    /// <inheritdoc/>
    public int CompareTo(ValueKey other) =>
        Rank != other.Rank ? Rank.CompareTo(other.Rank)
        : Number != other.Number ? Number.CompareTo(other.Number)
        : string.CompareOrdinal(Text, other.Text);
}
