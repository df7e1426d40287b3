using System.Runtime.CompilerServices;
using FlowForge.Core.Execution;
using FlowForge.Core.Tests.Engine;
using FlowForge.Core.Tests.Execution;
using FlowForge.Durable.Tests.Support;

namespace FlowForge.Durable.Tests.Golden;

/// <summary>
/// Histories of orchestrations that versions of before have gone through. They are added to (with <c>FLOWFORGE_KEEP_GENERATIONS</c> a name, which becomes a folder) and never made anew: where a change
/// makes one of these tests fail, an orchestration in flight would break when it is deployed.
/// </summary>
public sealed class KeptGenerationTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Golden", "histories");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public Task Generations_AreKept() => Task.Run(async () =>
    {
        if (Environment.GetEnvironmentVariable("FLOWFORGE_KEEP_GENERATIONS") is { Length: > 0 } name)
        {
            await KeepAsync(Path.Combine(SourceFolder(), "histories", name));
        }

        Assert.InRange(Files.Count, 12, int.MaxValue);
        var kept = Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).SelectMany(file => KeptGeneration.Read(File.ReadAllText(file)));
        var kinds = kept.SelectMany(generation => generation.Asked).Select(asked => asked.Kind).ToHashSet();
        Assert.Superset(new HashSet<string> { "RunBranch", "timer", "cancel", "bell", "continue" }, kinds);
    });

    [Theory]
    [MemberData(nameof(Files))]
    public Task Replay_OfAKeptGeneration_AsksForTheSame(string file) => Task.Run(() =>
    {
        foreach (var generation in KeptGeneration.Read(File.ReadAllText(Path.Combine(Folder, file))))
        {
            Assert.Equal(generation.Asked, generation.Replay());
        }
    });

    private static async Task KeepAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        for (var seed = 1; seed <= 10; seed++)
        {
            var graph = new RandomGraph(seed, 4 + (2 * seed));
            await using var bench = new DrivenBench(new TestCatalogue(DrawnKinds.AtWork(graph, static _ => Task.CompletedTask, hasEffect: seed % 2 == 1, suspends: seed % 4 > 1)), sliceRuns: seed % 3 == 0 ? 2 : 500);
            var (_, _, hub) = await bench.RunAsync(graph.Workflow, 3, seed, window: 1 + (seed % 8));
            Keep(folder, $"graph-{seed}", hub);
        }

        var stopped = new WrittenWorld(2, (world, handOut) => world.IsStopped
            ? new RunEvent.Cancelled(handOut.Number, 0)
            : new RunEvent.Yielded(handOut.Number, 0, handOut.First));
        var late = new TestHub(stopped, 3);
        await late.RunAsync(stopped.Input with { TimeoutSeconds = 10 });
        Keep(folder, "timed-out", late);

        var wide = new WrittenWorld(30, static (world, handOut) => world.Advance(handOut));
        var calm = new TestHub(wide, 1) { IsCalm = true };
        await calm.RunAsync(wide.Input);
        Keep(folder, "wide", calm);
    }

    private static void Keep(string folder, string name, TestHub hub) => File.WriteAllText(Path.Combine(folder, $"{name}.json"), KeptGeneration.Write(hub.Kept));

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
