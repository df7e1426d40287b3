using System.Diagnostics;
using FlowForge.Simulation.Scheduling;
using Xunit.Abstractions;

namespace FlowForge.Simulation;

/// <summary>
/// The whole engine in simulated worlds, in two processes of one thread each. A red seed is played alone with
/// <c>FLOWFORGE_SEED=N dotnet test tests/FlowForge.Simulation</c>, and read with <c>dotnet run --project tests/FlowForge.Simulation show N</c>.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Parts = 10;
    private const int Worlds = 10_000 / Parts;

    private static readonly int Seed = Seeds.First();

    /// <summary>In parts, so that a slow machine is not taken for one that hangs.</summary>
    public static TheoryData<int> Tenths => [.. Enumerable.Range(0, Parts)];

    [Theory]
    [MemberData(nameof(Tenths))]
    public async Task Play_TenThousandWorlds_NothingIsWrongInAny(int part)
    {
        if (Environment.GetEnvironmentVariable("FLOWFORGE_WORLD") is { } one)
        {
            await GreenAsync("show", one);
            return;
        }

        var first = Seed + (part * Worlds);
        output.WriteLine($"worlds from {first} on; set FLOWFORGE_SEED to {Seed} to repeat them, FLOWFORGE_WORLD for one alone");
        await Task.WhenAll(
            GreenAsync("run", $"{first}", $"{Worlds / 2}"),
            GreenAsync("run", $"{first + (Worlds / 2)}", $"{Worlds / 2}"));
    }

    [Fact]
    public async Task Play_TheSameSeeds_GivesTheSameHistories()
    {
        var (one, other) = (await RunAsync("hash", "1", "150"), await RunAsync("hash", "1", "150"));
        Assert.Equal(151, one.Lines.Count);
        Assert.Equal(one.Lines.Take(150), other.Lines.Take(150));
        Assert.Equal(150, one.Lines.Take(150).Select(static line => line.Split(' ')[1]).Distinct().Count());
    }

    private async Task GreenAsync(params string[] arguments)
    {
        var (lines, code) = await RunAsync(arguments);
        output.WriteLine(string.Join('\n', lines.TakeLast(60)));
        Assert.True(code == 0, string.Join('\n', lines.TakeLast(60)));
    }

    private static async Task<(IReadOnlyList<string> Lines, int Code)> RunAsync(params string[] arguments)
    {
        var start = OneThread.Again(arguments);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (text.Split('\n', StringSplitOptions.RemoveEmptyEntries), process.ExitCode);
    }
}
