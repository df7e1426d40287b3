using System.Globalization;

namespace FlowForge.Core.Serialization;

/// <summary>Keys that JavaScript orders as numbers: 0 to 2³²-2 in their only decimal form.</summary>
internal static class ArrayIndex
{
    private const int MostDigits = 10;

    /// <summary>Whether a key is one.</summary>
    public static bool IsOne(ReadOnlySpan<byte> key) => key.Length > 0 && key[0] is >= (byte)'0' and <= (byte)'9' && TryParse(key, out _);

    /// <summary>The number of a key that is one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> key, out uint index)
    {
        index = 0;
        return key.Length is > 0 and <= MostDigits
            && (key[0] != '0' || key.Length == 1)
            && uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && index != uint.MaxValue;
    }
}
