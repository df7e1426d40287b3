using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Core.Tests.Execution;
using FlowForge.Simulation.Audits;
using FlowForge.Simulation.Hosts;

namespace FlowForge.Simulation.Scenes;

/// <summary>Runs of a random graph of chains, forks, joins, loops and repeats, in which nodes fail as drawn.</summary>
internal sealed class GraphScene : Scene
{
    private static readonly string[] Inputs = ["in", "in2"];
    private static readonly string[] Outputs = ["out", "alt"];
    private readonly DrawnOutcome _outcome;
    private readonly RandomGraph _graph;
    private readonly Workflow _workflow;
    private readonly string[] _runs;
    private readonly bool _hasEffect;
    private readonly bool _suspends;

    public GraphScene(World world, int number, Random random)
        : base(world, number)
    {
        _graph = new(random.Next(), Math.Min(3 + random.Next(12), world.Shape.MostNodes));
        _outcome = new(_graph);
        _runs = new string[1 + random.Next(2)];
        (_hasEffect, _suspends) = (random.Next(3) > 0, random.Next(4) == 0);
        var retry = random.Next(4) switch { 0 => new RetryPolicy(2, 0.2), 1 => new RetryPolicy(2, 6), _ => null };
        _workflow = _graph.Workflow with
        {
            Id = Id,
            Config = new() { Order = random.Next(3) == 0 ? RunOrder.Sequential : RunOrder.Parallel },
            Nodes = [.. _graph.Workflow.Nodes.Select(node => node.Kind switch
            {
                "drawn" => node with { Kind = $"drawn{Number}", Retry = retry },
                "loop" => node with { Kind = "thirds" },
                _ => node,
            })],
        };
    }

    public override string Name => $"{Id} random graph of {_graph.Nodes.Count} nodes";

    public override string Title => "graph";

    public override int Kept => 12;

    public override IEnumerable<Workflow> Workflows => [_workflow];

    public override IEnumerable<string> SameRuns => _runs;

    public override IEnumerable<INodeKind> Kinds(Host host) =>
    [
        new TestKind($"drawn{Number}", (context, stop) => RunAsync(host, context, stop), Inputs, Outputs, hasEffect: _hasEffect, suspends: _suspends),
        new TestKind("thirds", (context, _) => new(new NodeResult.LoopBegins(
            Math.Max(1, (context.FirstInput.Count + 2) / 3), context.Node.Parameters.GetProperty("concurrency").GetInt32())), outputs: ["loop", "done"], isLoop: true),
    ];

    public override Task PlayAsync() => Task.WhenAll(_runs.Select(async (_, i) =>
    {
        _runs[i] = await StartAsync(_workflow, 2, $"{i}");
        await EndedAsync(_runs[i]);
    }));

    private async ValueTask<NodeResult> RunAsync(Host host, INodeContext context, CancellationToken stop)
    {
        var (call, body) = await SceneKinds.CallAsync(host, context, _hasEffect, stop);
        var (node, iteration) = (context.Node.Id, context.Iteration.Path);
        if (_outcome.Count(node, iteration, "error") > 0)
        {
            return new NodeResult.Failed(Failure.Of("test.failed", "It failed."));
        }

        var seen = string.Join('\n', body.Select(item => item.Json.TryGetProperty("path", out var path) ? path.GetString() : "-"));
        var (history, saw) = (_outcome.Hash(node, iteration, seen), FrameCheck.Saw(body));
        foreach (var port in Outputs)
        {
            for (var i = _outcome.Count(node, iteration, port); i > 0; i--)
            {
                var json = JsonElement.Parse($$"""{"n":{{i}},"path":"{{node}}.{{port}}[{{iteration}}]{{history}}","by":{{call}},"saw":{{saw}}}""");
                await context.WriteAsync(port, new Item(json), Origin.None);
            }
        }

        return NodeResult.Done;
    }
}
