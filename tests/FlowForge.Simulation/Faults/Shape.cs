using System.Collections.Immutable;
using System.Globalization;

namespace FlowForge.Simulation.Faults;

/// <summary>A world before it begins: the seed, and what of it has been left out while a red one was made smaller.</summary>
/// <param name="Seed">The seed.</param>
internal sealed record Shape(int Seed)
{
    /// <summary>Faults at most.</summary>
    public int MostFaults { get; init; } = int.MaxValue;

    /// <summary>Faults that do not happen, by their number.</summary>
    public ImmutableSortedSet<int> Dropped { get; init; } = [];

    /// <summary>Scenes that are not played, by their number.</summary>
    public ImmutableSortedSet<int> Absent { get; init; } = [];

    /// <summary>Nodes of a random graph at most.</summary>
    public int MostNodes { get; init; } = int.MaxValue;

    /// <summary>As it is given to the program: <c>seed[;faults=N][;dropped=1,2][;absent=1][;nodes=N]</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seed}")
        + (MostFaults == int.MaxValue ? "" : $";faults={MostFaults}")
        + (Dropped.IsEmpty ? "" : $";dropped={string.Join(',', Dropped)}")
        + (Absent.IsEmpty ? "" : $";absent={string.Join(',', Absent)}")
        + (MostNodes == int.MaxValue ? "" : $";nodes={MostNodes}");

    public static Shape Parse(string text)
    {
        var parts = text.Split(';');
        var shape = new Shape(int.Parse(parts[0], CultureInfo.InvariantCulture));
        foreach (var part in parts[1..])
        {
            var value = part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..];
            shape = part[0] switch
            {
                'f' => shape with { MostFaults = int.Parse(value, CultureInfo.InvariantCulture) },
                'd' => shape with { Dropped = Numbers(value) },
                'a' => shape with { Absent = Numbers(value) },
                _ => shape with { MostNodes = int.Parse(value, CultureInfo.InvariantCulture) },
            };
        }

        return shape;
    }

    private static ImmutableSortedSet<int> Numbers(string text) => [.. text.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
}
