using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Each;

/// <summary>Runs with <c>join: each</c>, and their frames in the order in which they were made.</summary>
internal static class EachRuns
{
    public static readonly WorkflowConfig Config = new() { Order = RunOrder.Sequential, Join = JoinRule.Each };

    public static Workflow Drawn(string text, Func<Node, Node>? change = null) => Engine.Drawn.Of(text, Config, change);

    /// <summary>The run, and a line for each egress frame, first made first.</summary>
    public static async Task<(RunRecord Run, string[] Frames)> RunAsync(
        Workflow workflow, int items = 1, string? trigger = null, int window = 8, int sliceRuns = Limits.SegmentRecords)
    {
        await using var bench = new EngineBench(window: window, sliceRuns: sliceRuns);
        var run = await bench.EndedAsync(await bench.StartAsync(workflow, items, trigger));
        var frames = new List<Frame>();
        string? after = null;
        do
        {
            var page = (await bench.Reader.ListAsync(run.Id, new(Limit: 500, After: after), CancellationToken.None))!;
            frames.AddRange(page.Items.Where(frame => frame.Side == FrameSide.Egress));
            after = page.Next;
        }
        while (after is not null);
        return (run, [.. frames.OrderBy(frame => frame.Sequence).Select(EngineBench.Line)]);
    }
}
