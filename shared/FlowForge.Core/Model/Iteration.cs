using System.Globalization;

namespace FlowForge.Core.Model;

/// <summary>The path of loop and repeat indices, outermost first: <c>""</c>, <c>"4"</c>, <c>"4/0"</c> (semantics 1).</summary>
/// <param name="Path">The indices in decimal, joined by <c>/</c>; empty at the root.</param>
public readonly record struct Iteration(string Path)
{
    /// <summary>The iteration of the root scope.</summary>
    public static readonly Iteration Root = new("");

    /// <summary>How many indices it has; 0 at the root.</summary>
    public int Depth => Path.Length == 0 ? 0 : Path.AsSpan().Count('/') + 1;

    /// <summary>The last index, which expressions see as <c>$runIndex</c>; 0 at the root.</summary>
    public int Last => Path.Length == 0 ? 0 : int.Parse(Path.AsSpan(Path.LastIndexOf('/') + 1), CultureInfo.InvariantCulture);

    /// <summary>Iteration <paramref name="index"/> of a scope inside this one.</summary>
    public Iteration Child(int index)
    {
        var last = index.ToString(CultureInfo.InvariantCulture);
        return new(Path.Length == 0 ? last : $"{Path}/{last}");
    }

    /// <summary>The iteration around this one; the root's is the root.</summary>
    public Iteration Parent => Path.LastIndexOf('/') is var at && at < 0 ? Root : new(Path[..at]);

    /// <summary>The outermost <paramref name="depth"/> indices.</summary>
    public Iteration Prefix(int depth)
    {
        var at = this;
        for (var i = Depth; i > depth; i--)
        {
            at = at.Parent;
        }

        return at;
    }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
