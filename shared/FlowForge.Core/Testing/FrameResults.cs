using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Testing;

/// <summary>What the nodes of a recorded run gave, the last attempt of each of their runs, in the order of the runs.</summary>
/// <param name="frames">The run's frames.</param>
/// <param name="mostItems">Most items in all.</param>
internal sealed class FrameResults(IFrameReader frames, int mostItems)
{
    private int _items;

    /// <summary>The results by node. Failure: <c>test.tooLarge</c>.</summary>
    public async ValueTask<Outcome<IReadOnlyDictionary<string, List<TestResult>>>> ReadAsync(string runId, CancellationToken cancellation)
    {
        var results = new Dictionary<string, List<TestResult>>(StringComparer.Ordinal);
        for (string? after = null; ;)
        {
            var page = await frames.ListAsync(runId, new(Limit: Limits.ListMost, After: after), cancellation).ConfigureAwait(false);
            foreach (var frame in page!.Items.Where(static frame => frame.Side == FrameSide.Egress && frame.Status is FrameStatus.Completed or FrameStatus.Failed or FrameStatus.Skipped))
            {
                var ports = new Dictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal);
                foreach (var port in frame.Output.Where(static port => port.Count > 0))
                {
                    if ((_items += port.Count) > mostItems)
                    {
                        return Failure.Of("test.tooLarge", $"The run gave more than {mostItems} items, which is more than a test holds.");
                    }

                    ports[port.Port] = await ItemsAsync(frame, port, cancellation).ConfigureAwait(false);
                }

                Add(results, frame, new(frame.Iteration, frame.Status, ports, frame.Failure?.Code, frame.Failure?.Message));
            }

            if ((after = page.Next) is null)
            {
                return results;
            }
        }
    }

    private static void Add(Dictionary<string, List<TestResult>> results, Frame frame, TestResult result)
    {
        var runs = results.TryGetValue(frame.NodeId, out var known) ? known : results[frame.NodeId] = [];
        if (runs.FindIndex(one => one.Iteration == result.Iteration) is var at and >= 0)
        {
            runs[at] = result;
        }
        else
        {
            runs.Add(result);
        }
    }

    private async ValueTask<IReadOnlyList<JsonElement>> ItemsAsync(Frame frame, PortItems port, CancellationToken cancellation)
    {
        var items = port.Items.Select(static item => item.Json).ToList();
        while (items.Count < port.Count
            && await frames.ItemsAsync(frame.RunId, frame.Sequence, output: true, port.Port, items.Count, Limits.ListMost, cancellation).ConfigureAwait(false) is { Items.Count: > 0 } page)
        {
            items.AddRange(page.Items.Select(static item => item.Json));
        }

        return items;
    }
}
