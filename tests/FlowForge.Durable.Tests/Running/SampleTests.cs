using System.Text.Json;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Durable.Tests.Support;
using FlowForge.Egress;
using FlowForge.Formats;
using FlowForge.Nodes;
using FlowForge.Scripting;
using Xunit.Abstractions;

namespace FlowForge.Durable.Tests.Running;

/// <summary>Workflows of <c>samples/</c> and others give the same frames on the one-process engine and driven over a storage account.</summary>
public sealed class SampleTests(ITestOutputHelper output)
{
    private const string Parts = """
        flowforge: 1
        id: parts
        name: Parts
        graph:
          nodes:
            - { id: t, kind: trigger.manual }
            - { id: each, kind: loop, parameters: { batchSize: 2, concurrency: 3 } }
            - { id: big, kind: code, parameters: { mode: perItem, source: "return { n: $json.n, text: 'x'.repeat(20000) }" } }
            - { id: some, kind: if, parameters: { conditions: [{ left: "={{ $json.n }}", operator: number.gt, right: 3 }], combine: all } }
            - { id: fails, kind: code, onError: errorOutput, parameters: { mode: perItem, source: "throw new Error('no ' + $json.n)" } }
            - { id: all, kind: merge, parameters: { mode: append } }
            - { id: end, kind: set, parameters: { fields: { seen: "={{ $('big').all().length }}" }, keep: none } }
          edges:
            - { from: t, to: each }
            - { from: each, fromPort: loop, to: big }
            - { from: big, to: each }
            - { from: each, fromPort: done, to: some }
            - { from: some, fromPort: "true", to: fails }
            - { from: some, fromPort: "false", to: all, toPort: in1 }
            - { from: fails, fromPort: error, to: all, toPort: in2 }
            - { from: all, to: end }
        """;

    private const string Each = """
        flowforge: 1
        id: each
        name: Each
        config: { order: sequential, join: each }
        graph:
          nodes:
            - { id: t, kind: trigger.manual }
            - { id: even, kind: if, parameters: { conditions: [{ left: "={{ $json.n % 2 }}", operator: number.equals, right: 0 }], combine: all } }
            - { id: mark, kind: set, parameters: { fields: { even: true }, keep: all } }
            - { id: join, kind: set, parameters: { fields: { seen: "={{ $('even').all().length }}", run: "={{ $runIndex }}" }, keep: all } }
            - { id: over, kind: loop, name: Over, parameters: { batchSize: 2 } }
            - { id: body, kind: set, parameters: { fields: { at: "={{ $('Over').context.currentRunIndex }}", last: "={{ $('Over').context.noItemsLeft }}" }, keep: all } }
            - { id: end, kind: set, parameters: { fields: { came: "={{ $input.all().length }}", from: "={{ $('t').item.json.n }}" }, keep: all } }
          edges:
            - { from: t, to: even }
            - { from: even, fromPort: "true", to: mark }
            - { from: mark, to: join }
            - { from: even, fromPort: "false", to: join }
            - { from: join, to: over }
            - { from: over, fromPort: loop, to: body }
            - { from: body, to: over }
            - { from: over, fromPort: done, to: end }
        """;

    [Theory]
    [InlineData("hello-webhook", """[{"body":{"name":"Ada"},"headers":{},"query":{"name":"Ada"},"params":{},"method":"POST"}]""")]
    [InlineData("order-webhook", """[{"body":{"id":"7","customer":"c","lines":[{"price":120,"count":10}]},"headers":{},"query":{},"params":{},"method":"POST"}]""")]
    [InlineData("parallel-loop", "[{}]")]
    [InlineData("", """[{"n":1},{"n":2},{"n":3},{"n":4},{"n":5}]""")]
    [InlineData("each", """[{"n":1},{"n":2},{"n":3},{"n":4},{"n":5}]""")]
    public Task Run_OverAStorageAccount_FramesAreThoseOfTheLocalEngine(string sample, string items) => Task.Run(async () =>
    {
        var text = sample.Length == 0 ? Parts : sample == "each" ? Each : await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", $"{sample}.yaml"));
        var workflow = WorkflowYaml.Read(System.Text.Encoding.UTF8.GetBytes(text)).Workflow!;
        var start = JsonElement.Parse(items).EnumerateArray().Select(json => new Item(json)).ToList();
        await using var scripts = new ProcessScripts();
        using var egress = new SafeEgress(new(), TimeProvider.System);
        var catalogue = BuiltInKinds.Create(egress);
        await using var local = new EngineBench(catalogue, scripts: scripts);
        var expected = await LocalAsync(local, workflow, start);

        var counting = new CountingPolicy();
        var account = await AzureStorageAccount.OpenAsync(
            new() { ConnectionString = Azurite.ConnectionString, Name = $"d{Guid.NewGuid():n}"[..20], Configure = client => client.AddPolicy(counting, Azure.Core.HttpPipelinePosition.PerRetry) }, default);
        await using var bench = new DrivenBench(catalogue, new AzureRunStore(account), scripts: scripts);
        var before = counting.Count;
        var started = (await bench.Engine.StartAsync(bench.Request(workflow) with { Items = start }, default)).Value!;
        var (run, frames, hub) = await bench.DriveAsync(started.RunId, 5, isCalm: true);
        var transactions = counting.Count - before;

        Assert.Equal(expected, await FramesAsync(bench.Reader, run));
        var nodes = frames.Length;
        output.WriteLine($"{nodes} node runs: {transactions} transactions ({(double)transactions / nodes:0.0} a node), {hub.MostEvents} events and {hub.MostBytes} bytes of history");
        Assert.InRange(hub.MostBytes, 1, 64 * 1024);
    });

    private static async Task<string[]> LocalAsync(EngineBench local, Workflow workflow, List<Item> items)
    {
        local.Documents[workflow.Id] = workflow;
        var started = await local.Engine.StartAsync(new() { Workflow = workflow, Hash = workflow.Id, Version = 1, Items = items }, default);
        Assert.False(started.IsFailure, started.Failure?.Message);
        return await FramesAsync(local.Reader, await local.EndedAsync(started.Value));
    }

    /// <summary>Frames by node, iteration, attempt and side, without ids, times and sequences.</summary>
    private static async Task<string[]> FramesAsync(FrameReader reader, RunRecord run)
    {
        var page = (await reader.ListAsync(run.Id, new(Limit: 500), default))!;
        Assert.Null(page.Next);
        return [.. page.Items.Select(frame => Line(frame).Replace(run.Id, "run", StringComparison.Ordinal)).Order(StringComparer.Ordinal), $"{run.Status} {run.Failure?.Code}"];
    }

    private static string Line(Frame frame) =>
        $"{frame.NodeId}[{frame.Iteration}]#{frame.Attempt} {frame.Side} {frame.Status} {Ports(frame.Input)} => {Ports(frame.Output)} {frame.Failure?.Code} {frame.Failure?.Message}";

    private static string Ports(IReadOnlyList<PortItems> ports) =>
        string.Join(' ', ports.Select(port => $"{port.Port}:{port.Count}={string.Join(',', port.Items.Select(item => item.Json.GetRawText()))}"));
}
