using System.Globalization;

namespace FlowForge.Core.Execution;

/// <summary>Iterations in the order of their indices, outermost first: <c>"2"</c> before <c>"10"</c>.</summary>
public static class IterationOrder
{
    /// <summary>Less than, equal to or greater than 0.</summary>
    public static int Compare(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return left.Length.CompareTo(right.Length);
        }

        var a = left.AsSpan();
        var b = right.AsSpan();
        while (true)
        {
            var (restA, restB) = (Cut(ref a), Cut(ref b));
            if (restA.Index != restB.Index)
            {
                return restA.Index.CompareTo(restB.Index);
            }

            if (restA.IsLast || restB.IsLast)
            {
                return restB.IsLast.CompareTo(restA.IsLast);
            }
        }
    }

    private static (int Index, bool IsLast) Cut(ref ReadOnlySpan<char> path)
    {
        var slash = path.IndexOf('/');
        var index = int.Parse(slash < 0 ? path : path[..slash], CultureInfo.InvariantCulture);
        path = slash < 0 ? [] : path[(slash + 1)..];
        return (index, slash < 0);
    }
}
