using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Each;

/// <summary>Random graphs with <c>join: each</c> do what the model says, whatever the window and the slices.</summary>
public sealed class EachRandomTests(ITestOutputHelper output)
{
    private const int Most = 400;

    [Fact]
    public async Task Run_RandomGraphs_AsTheModelSays()
    {
        var first = Seeds.First(output);
        var frames = 0;
        for (var seed = first; seed < first + 150; seed++)
        {
            var model = new EachModel(seed);
            var expected = model.Run(3, Most);
            if (expected.Count == Most || expected.Any(line => line.Split(' ').Any(port => port.Count(sign => sign == ',') >= Limits.FrameItems)))
            {
                // Too long for a test, or with more items at a port than a frame shows.
                continue;
            }

            foreach (var (window, slice) in ((int, int)[])[(8, Limits.SegmentRecords), (1, 1 + (seed % 5))])
            {
                var (run, lines) = await EachRuns.RunAsync(model.Workflow, 3, window: window, sliceRuns: slice);
                Assert.True(run.Status == RunStatus.Completed, $"seed {seed}: {run.Failure?.Message}");
                Assert.True(expected.SequenceEqual(lines.Select(line => line.Replace(" Completed", "", StringComparison.Ordinal)).Select(line => line.Contains(' ') ? line : line + " ")),
                    $"seed {seed}:\n{string.Join("\n", expected)}\nnot\n{string.Join("\n", lines)}");
            }

            frames += expected.Count;
        }

        output.WriteLine($"{frames} frames");
        Assert.True(frames > 500);
    }
}
