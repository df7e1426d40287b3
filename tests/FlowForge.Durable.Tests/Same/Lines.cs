using System.Text.RegularExpressions;
using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Durable.Tests.Same;

/// <summary>All that became of a family of runs as lines, without ids, times and sequences.</summary>
internal static partial class Lines
{
    public static async Task<string[]> OfAsync(IRunStore store, IFrameReader reader)
    {
        var lines = new List<string>();
        foreach (var run in (await store.ListRunsAsync(new(Limit: Limits.ListMost), default)).Items)
        {
            var page = (await reader.ListAsync(run.Id, new(Limit: 500), default))!;
            Assert.Null(page.Next);
            var frames = page.Items.Select(frame => $"{run.WorkflowId}: {Of(frame)}");
            var output = await reader.OutputAsync(run, default) is { } items ? string.Join(',', (await items.ReadAllAsync(default)).Select(item => item.Json.GetRawText())) : "none";
            lines.AddRange([.. frames, $"{run.WorkflowId} by {run.Mode} {run.Status} {run.Failure?.NodeId} {run.Failure?.Code} {run.Failure?.Message} gives {output}"]);
        }

        return [.. lines.Select(line => Ids().Replace(line, "id")).Order(StringComparer.Ordinal)];
    }

    private static string Of(Frame frame) =>
        $"{frame.NodeId}[{frame.Iteration}]#{frame.Attempt} r{frame.Revision} {frame.Side} {frame.Status} {Ports(frame.Input)} => {Ports(frame.Output)} {frame.Failure?.Code} {frame.Failure?.Message} {frame.Note}";

    private static string Ports(IReadOnlyList<PortItems> ports) =>
        string.Join(' ', ports.Select(port => $"{port.Port}:{port.Count}={string.Join(',', port.Items.Select(item => item.Json.GetRawText()))}"));

    /// <summary>Ids of runs, addresses of waits, moments, and hashes that hold any of these.</summary>
    [GeneratedRegex(@"\d{26}|/api/resume/[\w.~-]+|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|token\d+")]
    private static partial Regex Ids();
}
