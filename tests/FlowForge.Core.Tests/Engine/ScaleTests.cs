using System.Diagnostics;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Planning;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Engine;

/// <summary>Runs that measure memory or time are alone in the process.</summary>
[CollectionDefinition(nameof(ScaleTests), DisableParallelization = true)]
public sealed class ScaleCollection;

/// <summary>Long lists, long chains, long loops.</summary>
[Collection(nameof(ScaleTests))]
public sealed class ScaleTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Run_HundredThousandItemsThroughFiveNodes_StaysUnder300Megabytes()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var stream = new TestKind("stream", async (context, stop) =>
        {
            for (var i = 0; i < context.FirstInput.Count;)
            {
                foreach (var item in await context.FirstInput.ReadAsync(i, Limits.PageItems, stop))
                {
                    var json = JsonElement.Parse($$"""{"n":{{item.Json.GetProperty("n")}},"path":"{{context.Node.Id}}","text":"some words that an item carries along"}""");
                    await context.WriteAsync("out", new(json), Origin.First(i++));
                }
            }

            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(stream));
        var (run, _) = await bench.RunAsync(
            Drawn.Of("a:stream; b:stream; c:stream; d:stream; e:stream; t -> a; a -> b; b -> c; c -> d; d -> e"), items: 100_000);

        output.WriteLine($"{most / 1_000_000} MB");
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(100_000, (await bench.Reader.OutputAsync(run, default))!.Count);
        Assert.InRange(most, 0, 300_000_000);
    }

    [Theory]
    [InlineData(Limits.ItemBytes - 100, null)]
    [InlineData(Limits.ItemBytes, "limit.item")]
    [InlineData(50_000_000, "limit.item")]
    public async Task Run_LargeItem_IsRefusedPastTheLimit(int bytes, string? code)
    {
        var large = new TestKind("large", async (context, _) =>
        {
            await context.WriteAsync("out", new(JsonElement.Parse($$"""{"n":1,"text":"{{new string('x', bytes)}}"}""")), Origin.None);
            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(large));
        var (run, _) = await bench.RunAsync(Drawn.Of("x:large; p:pass; t -> x; x -> p"));

        Assert.Equal(code, run.Failure?.Code);
        Assert.Equal(code is null ? "1" : "none", await bench.OutputAsync(run));
    }

    [Fact]
    public async Task Run_ListOfFiftyMegabytes_IsSpilled()
    {
        var lists = new TestKind("lists", async (context, _) =>
        {
            var text = new string('x', 500_000);
            for (var i = 0; i < 100; i++)
            {
                await context.WriteAsync("out", new(JsonElement.Parse($$"""{"n":{{i}},"text":"{{text}}"}""")), Origin.None);
            }

            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(lists));
        var (run, _) = await bench.RunAsync(Drawn.Of("x:lists; p:pass; t -> x; x -> p"));

        Assert.Equal(string.Join(',', Enumerable.Range(0, 100)), await bench.OutputAsync(run));
        Assert.All(await bench.Store.ReadSegmentsAsync(run.Id, 0, 100, default), row => Assert.InRange(row.Content.Length, 1, Limits.SegmentBytes));
    }

    [Fact]
    public async Task Run_ChainOfTenThousandNodes_GoesToItsEnd()
    {
        var began = Stopwatch.GetTimestamp();
        await using var bench = new EngineBench();
        var (run, frames) = await bench.RunAsync(LargeGraphs.Chain(10_000));

        output.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms");
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(10_000, frames.Length);
        Assert.Contains("n9999 Completed", frames[^1]);
    }

    [Fact]
    public async Task Run_LoopOfAThousandIterations_TakesUnderFiveSeconds()
    {
        var began = Stopwatch.GetTimestamp();
        await using var bench = new EngineBench();
        var started = await bench.StartAsync(Drawn.Of("l:loop; t -> l; l.loop -> a; a -> b; b -> l; l.done -> z"), items: 1_000);
        var run = await started.Ended.WaitAsync(TimeSpan.FromSeconds(60));
        var took = Stopwatch.GetElapsedTime(began);

        output.WriteLine($"{took.TotalMilliseconds:F0} ms");
        Assert.Equal(string.Join(',', Enumerable.Range(0, 1_000).Select(i => $"{i}abz")), await bench.OutputAsync(run));
        Assert.InRange(took.TotalSeconds, 0, 5);
    }
}
