using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>Pages of rows that were read with one more than asked.</summary>
internal static class Paging
{
    /// <summary>The first <paramref name="limit"/> rows, and the cursor of the last of them when there are more.</summary>
    public static Page<T> Cut<T>(List<T> rows, int limit, Func<T, string> cursor)
    {
        if (rows.Count <= limit)
        {
            return new(rows, null);
        }

        rows.RemoveRange(limit, rows.Count - limit);
        return new(rows, cursor(rows[^1]));
    }
}
