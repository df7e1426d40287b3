using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Simulation.Audits;

/// <summary>The frames of a run that has ended, as anybody may read them.</summary>
internal static class FrameCheck
{
    public static List<Frame> Frames(World world, string run)
    {
        var reader = new FrameReader(world.Disk.Runs, new(world.Disk.Runs));
        var frames = new List<Frame>();
        Page<Frame>? page = null;
        do
        {
            page = reader.ListAsync(run, new(Limit: 500, After: page?.Next), default).AsTask().Result!;
            frames.AddRange(page.Items);
        }
        while (page.Next is not null);
        return frames;
    }

    /// <summary>Frames that come before their cause, and results that were not made of the recorded input.</summary>
    public static IEnumerable<string> Of(World world, RunRecord run)
    {
        var given = new HashSet<long>();
        foreach (var frame in Frames(world, run.Id))
        {
            var place = Outside.Place(run.Id, frame.NodeId, frame.Iteration);
            foreach (var call in Items(frame.Input).Select(Outside.CallOf).Where(call => call > 0))
            {
                if (!given.Contains(call) && world.Outside.PlaceOf(call) is { } maker && maker.StartsWith(run.Id, StringComparison.Ordinal))
                {
                    yield return $"{place} {frame.Side} stands before what it took from {maker}";
                }
            }

            if (frame.Side == FrameSide.Ingress)
            {
                continue;
            }

            foreach (var item in Items(frame.Output))
            {
                given.Add(Outside.CallOf(item));
                if (!frame.IsGiven && item.Json.TryGetProperty("saw", out var saw) && world.Outside.PlaceOf(Outside.CallOf(item)) == place
                    && frame.Input.All(port => port.Count == port.Items.Count) && saw.GetInt64() != Saw(Items(frame.Input)))
                {
                    yield return $"{place} has a result that was not made of its recorded input";
                }
            }
        }
    }

    /// <summary>What tells which calls the items of an input are of.</summary>
    public static long Saw(IEnumerable<Item> items) => items.Aggregate(17L, (sum, item) => unchecked((sum * 31) + Outside.CallOf(item)) & 0xFFFFFFFFFFFF);

    /// <summary>What has to be the same in every history: the run's end, and the result or the skip of each node, a line each.</summary>
    public static IEnumerable<string> Lines(World world, string runId)
    {
        var run = world.Disk.Run(runId)!;
        foreach (var frame in Frames(world, runId).Where(frame => frame.Side == FrameSide.Egress && (frame.Status is FrameStatus.Completed or FrameStatus.Skipped || frame.Output.Count > 0)))
        {
            yield return $"{frame.NodeId}[{frame.Iteration}] {frame.Status} {frame.Failure?.Code} {string.Join(' ', frame.Output.Where(port => port.Count > 0).Select(port => $"{port.Port}:{port.Count}={string.Join(',', port.Items.Select(Text))}"))}";
        }

        yield return $"{run.Status} {run.Failure?.Code} {run.Failure?.NodeId}";
    }

    private static IEnumerable<Item> Items(IEnumerable<PortItems> ports) => ports.SelectMany(port => port.Items);

    private static string Text(Item item) => (item.Json.TryGetProperty("n", out var n) ? n.GetRawText() : "-")
        + (item.Json.TryGetProperty("path", out var path) ? path.GetString() : "")
        + (item.Json.TryGetProperty("error", out var error) ? "!" + error.GetProperty("code").GetString() : "");
}
