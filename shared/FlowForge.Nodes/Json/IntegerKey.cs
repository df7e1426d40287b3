namespace FlowForge.Nodes.Json;

/// <summary>Keys that JavaScript puts before all others, in ascending order: canonical decimals below 2³² − 1.</summary>
internal static class IntegerKey
{
    /// <summary>The key's number; null for any other key.</summary>
    public static uint? Of(ReadOnlySpan<char> key)
    {
        if (key.Length is 0 or > 10 || (key[0] == '0' && key.Length > 1))
        {
            return null;
        }

        ulong number = 0;
        foreach (var character in key)
        {
            if (!char.IsAsciiDigit(character))
            {
                return null;
            }

            number = (number * 10) + (ulong)(character - '0');
        }

        return number < uint.MaxValue ? (uint)number : null;
    }

    /// <summary>Names in the order of JavaScript: integer keys ascending, then the others as they stand.</summary>
    public static IEnumerable<T> Ordered<T>(IReadOnlyList<T> entries, Func<T, string> name) =>
        entries.OrderBy(entry => Of(name(entry)) ?? ulong.MaxValue);
}
