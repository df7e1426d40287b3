using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Core.Tests.Execution;

/// <summary>The kinds of random graphs: their shapes alone for the decider, and at work for the engine.</summary>
internal static class DrawnKinds
{
    private static readonly string[] Inputs = ["in", "in2"];
    private static readonly string[] Outputs = ["out", "alt"];

    /// <summary>Kinds that are planned and never run.</summary>
    public static IEnumerable<INodeKind> Shapes => [new TestKind("drawn", (_, _) => new(NodeResult.Done), Inputs, Outputs)];

    /// <summary>
    /// Kinds whose items carry a hash of everything their node took in, in its order, so that one item tells a whole history apart.
    /// <paramref name="pause"/> is awaited in each node, to shuffle what happens when.
    /// </summary>
    public static IEnumerable<INodeKind> AtWork(RandomGraph graph, Func<INodeContext, Task> pause, bool hasEffect = false, bool suspends = false)
    {
        var outcome = new DrawnOutcome(graph);
        yield return new TestKind("drawn", (context, stop) => RunAsync(context, outcome, pause, stop), Inputs, Outputs, hasEffect: hasEffect, suspends: suspends);
        yield return new TestKind("loop", (context, _) =>
        {
            var batch = Math.Max(1, (context.FirstInput.Count + 2) / 3);
            return new(new NodeResult.LoopBegins(batch, context.Node.Parameters.GetProperty("concurrency").GetInt32()));
        }, outputs: ["loop", "done"], isLoop: true);
    }

    private static async ValueTask<NodeResult> RunAsync(INodeContext context, DrawnOutcome outcome, Func<INodeContext, Task> pause, CancellationToken stop)
    {
        await pause(context);
        var (node, iteration) = (context.Node.Id, context.Iteration.Path);
        if (outcome.Count(node, iteration, "error") > 0)
        {
            return new NodeResult.Failed(Failure.Of("test.failed", "It failed."));
        }

        var seen = new List<string>();
        foreach (var port in Inputs)
        {
            var items = await context.Input(port).ReadAllAsync(stop);
            seen.AddRange(items.Select(item => port + item.Json.GetRawText()));
        }

        var history = outcome.Hash(node, iteration, string.Join('\n', seen));
        foreach (var port in Outputs)
        {
            for (var i = outcome.Count(node, iteration, port); i > 0; i--)
            {
                var json = JsonElement.Parse($$"""{"n":{{i}},"path":"{{node}}.{{port}}[{{iteration}}]{{history}}"}""");
                await context.WriteAsync(port, new Item(json), Origin.None);
            }
        }

        return NodeResult.Done;
    }
}
