using System.Diagnostics;
using FlowForge.Core.Failures;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Hostile;

/// <summary>Every hostile script gets its failure in time, the host keeps its memory, and the next script runs as if nothing had been.</summary>
[Collection(HostileCollection.Name)]
public sealed class CorpusTests(ScriptsFixture fixture)
{
    private const long MaxGrowth = 64 * 1024 * 1024;
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Files => [.. CorpusFile.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task RunAsync_HostileScript_FailsInTimeAndHarmsNobody(string name)
    {
        var file = CorpusFile.Read(name);
        var scope = TestScope.Of("{}").With("Other", """{"x":1}""");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();

        var failure = await FailureOfAsync(file, scope);

        Assert.True(file.Expected.Contains(failure?.Code ?? "none"), $"{failure?.Code}: {failure?.Message}");
        Assert.True(clock.Elapsed < file.Time + MaxDelay, $"it took {clock.Elapsed}");
        await AssertKeepsMemoryAsync(before);
        var next = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("return { x: typeof leaked, n: [1].map(v => v).length }"), TestScope.Of("{}"));
        Assert.Equal("""[{"x":"undefined","n":1}]""", next.Items.Text());
    }

    /// <summary>Tests beside this one hold memory in this process, too, for a while.</summary>
    private static async Task AssertKeepsMemoryAsync(long before)
    {
        for (var look = 0; GC.GetTotalMemory(forceFullCollection: true) - before >= MaxGrowth; look++)
        {
            Assert.True(look < 40, $"{GC.GetTotalMemory(false) - before} bytes more are held than before");
            await Task.Delay(250);
        }
    }

    private async Task<Failure?> FailureOfAsync(CorpusFile file, TestScope scope)
    {
        if (file.Mode == "expression")
        {
            return (await fixture.Scripts.EvaluateAsync($"={{{{ {file.Source} }}}}", scope)).Failure;
        }

        var step = file.Mode == "allItems"
            ? ScriptRuns.AllItems(file.Source, seconds: file.Time.TotalSeconds)
            : ScriptRuns.PerItem(file.Source, seconds: file.Time.TotalSeconds);
        return (await fixture.Scripts.RunAsync(step, scope)).Failure;
    }
}

/// <summary>Workers that are killed on purpose, so that nobody else shares them.</summary>
[CollectionDefinition(Name)]
public sealed class HostileCollection : ICollectionFixture<ScriptsFixture>
{
    public const string Name = "hostile";
}
