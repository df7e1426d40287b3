using System.Globalization;
using Xunit.Abstractions;

namespace FlowForge.Testing;

/// <summary>Where random tests begin: at <c>FLOWFORGE_SEED</c> when it is set (CI sets it, so that a landing does not hang on luck), else at a seed of this moment.</summary>
internal static class Seeds
{
    /// <summary>The first seed, 0 or more, and below a million when it is of this moment.</summary>
    public static int First() => Environment.GetEnvironmentVariable("FLOWFORGE_SEED") is { Length: > 0 } wanted
        ? int.Parse(wanted, CultureInfo.InvariantCulture)
        : Random.Shared.Next(1_000_000);

    /// <summary>The first seed, which the test's output names.</summary>
    public static int First(ITestOutputHelper output)
    {
        var seed = First();
        output.WriteLine($"seeds from {seed} on; set FLOWFORGE_SEED to repeat");
        return seed;
    }
}
