using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Previews;
using FlowForge.Core.Testing;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Testing;

/// <summary>Tests of runs that give something else every time: what differs is ignored, and all else is held.</summary>
public sealed class SteadyRecorderTests
{
    private const string Drawing = "d:dice; a:pass; t -> d; d -> a";

    private readonly MockedEgress _egress = new();
    private int _thrown;

    [Fact]
    public async Task Record_FieldsThatDiffer_AreIgnoredAndOthersHeld()
    {
        var workflow = Drawn.Of(Drawing);
        var test = await RecordedAsync(workflow);

        Assert.Equal(["a: thrown,list", "d: thrown,list"], test.Ignored.OrderBy(of => of.Key, StringComparer.Ordinal).Select(of => $"{of.Key}: {string.Join(',', of.Value)}"));
        Assert.True((await Runner().RunAsync(test, workflow, default)).Passed);
        var changed = workflow with { Nodes = [.. workflow.Nodes.Select(node => node.Id == "d" ? node with { Kind = "loaded dice" } : node)] };
        Assert.Contains((await Runner().RunAsync(test, changed, default)).Differences, one => one.Place == "d out[0].fixed");
    }

    [Fact]
    public async Task Record_NothingDiffers_IgnoresNothing() => Assert.Empty((await RecordedAsync(Drawn.Of("t -> a; a -> b"))).Ignored);

    private async Task<WorkflowTest> RecordedAsync(Workflow workflow)
    {
        await using var bench = new EngineBench(Kinds());
        var (run, _) = await bench.RunAsync(workflow, 2);
        var recorder = new SteadyRecorder(new(bench.Reader, bench.Store, new ExpressionPreviews(bench.Parts), Kinds()), Runner());
        var test = await recorder.RecordAsync(run, workflow, default);
        Assert.False(test.IsFailure, test.Failure?.Message);
        return test.Value;
    }

    private TestRunner Runner() => new(Kinds(), new LiteralScripts(), _egress, TimeProvider.System);

    private TestCatalogue Kinds() => new(Dice("dice", 1), Dice("loaded dice", 2));

    private TestKind Dice(string kind, int value) => new(kind, async (context, _) =>
    {
        for (var at = 0; at < context.FirstInput.Count; at++)
        {
            var thrown = Interlocked.Increment(ref _thrown);
            var list = string.Join(',', Enumerable.Repeat("1", thrown % 7));
            await context.WriteAsync("out", new(JsonElement.Parse(Encoding.UTF8.GetBytes($$"""{ "fixed": {{value}}, "thrown": {{thrown}}, "list": [{{list}}] }"""))), Origin.First(at));
        }

        return NodeResult.Done;
    });
}
