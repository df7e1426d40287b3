using System.Diagnostics;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Scripting;

namespace FlowForge.Bench;

/// <summary>
/// Time and memory per node of a chain of <c>set</c> nodes, one item, runs in memory. A plain stopwatch: a run of 10,000 nodes takes long
/// enough to need no harness, and <c>bench/run</c> reads the lines <c>name microseconds bytes</c>.
/// </summary>
internal static class ChainTime
{
    private const int Nodes = 10_000;
    private const int WarmUps = 15;
    private const int Runs = 25;

    /// <summary>Prints a line for literal parameters and one for an expression in each node.</summary>
    public static async Task PrintAsync()
    {
        await using var scripts = new ProcessScripts();
        await PrintAsync(scripts, "literal", """{"fields":{"n":1}}""");
        await PrintAsync(scripts, "expression", """{"fields":{"n":"={{ $json.n }}"}}""");
    }

    private static async Task PrintAsync(ProcessScripts scripts, string name, string parameters)
    {
        var workflow = Chain(JsonElement.Parse(parameters));
        var times = new List<double>();
        var bytes = 0L;
        for (var i = 0; i < WarmUps + Runs; i++)
        {
            await using var engine = new EngineInMemory(scripts);
            await RunAsync(engine, workflow); // plans
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var took = await RunAsync(engine, workflow);
            if (i >= WarmUps)
            {
                times.Add(took.TotalMicroseconds / Nodes);
                bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / Nodes;
            }
        }

        times.Sort();
        Console.WriteLine(FormattableString.Invariant($"{name} {times[times.Count / 2]:F2} {bytes}"));
    }

    private static async Task<TimeSpan> RunAsync(EngineInMemory engine, Workflow workflow)
    {
        var began = Stopwatch.GetTimestamp();
        var run = await engine.RunAsync(workflow);
        return run.Status == RunStatus.Completed
            ? Stopwatch.GetElapsedTime(began)
            : throw new InvalidOperationException($"The run ended {run.Status}: {run.Failure?.Message}");
    }

    private static Workflow Chain(JsonElement parameters)
    {
        var nodes = new List<Node> { new() { Id = "start", Kind = "trigger.manual" } };
        var edges = new List<Edge>();
        for (var i = 1; i < Nodes; i++)
        {
            nodes.Add(new() { Id = $"n{i}", Kind = "set", Parameters = parameters });
            edges.Add(new() { From = nodes[i - 1].Id, To = nodes[i].Id });
        }

        return new() { Id = "chain", Name = "chain", Nodes = nodes, Edges = edges };
    }
}
