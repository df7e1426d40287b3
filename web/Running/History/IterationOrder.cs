using System.Globalization;

namespace FlowForge.Web.Running.History;

/// <summary>Iterations as people count: 2 before 10, the outer before what is inside it.</summary>
internal sealed class IterationOrder : IComparer<string>
{
    public static readonly IterationOrder Instance = new();

    /// <summary>Whether an iteration is another one, or inside it.</summary>
    public static bool IsIn(string iteration, string outer) =>
        outer.Length == 0 || (iteration.StartsWith(outer, StringComparison.Ordinal) && (iteration.Length == outer.Length || iteration[outer.Length] == '/'));

    public int Compare(string? left, string? right)
    {
        var one = left.AsSpan();
        var other = right.AsSpan();
        while (one.Length > 0 && other.Length > 0)
        {
            var (a, b) = (Next(ref one), Next(ref other));
            if (a != b)
            {
                return a.CompareTo(b);
            }
        }

        return one.Length.CompareTo(other.Length);
    }

    private static int Next(ref ReadOnlySpan<char> path)
    {
        var end = path.IndexOf('/');
        var index = int.Parse(end < 0 ? path : path[..end], NumberStyles.None, CultureInfo.InvariantCulture);
        path = end < 0 ? [] : path[(end + 1)..];
        return index;
    }
}
