using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Each;
using FlowForge.Core.Tests.Engine;
using FlowForge.Core.Tests.Execution;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Plans;
using FlowForge.Durable.Tests.Support;
using Xunit.Abstractions;

namespace FlowForge.Durable.Tests.Driving;

/// <summary>Random graphs, driven in an orchestration that is replayed before each step, against the reference model.</summary>
public sealed class RandomGraphTests(ITestOutputHelper output)
{
    private static readonly TestCatalogue Kinds = new(DrawnKinds.Shapes);

    [Fact]
    public Task Run_RandomGraphsReplayedAtEachStep_DoWhatTheModelSays() => Task.Run(async () =>
    {
        var first = Seeds.First(output);
        var (replays, generations, events, bytes) = (0, 0, 0, 0);
        for (var seed = first; seed < first + 60; seed++)
        {
            var graph = new RandomGraph(seed, seed % 15 == 0 ? 90 : 4 + (seed % 25));
            var outcome = new DrawnOutcome(graph);
            var order = seed % 5 == 0 ? RunOrder.Sequential : RunOrder.Parallel;
            var plan = Planner.Plan(graph.Workflow with { Config = new() { Order = order } }, Kinds, "n0").Plan!;
            var window = 1 + (seed % 9);
            var host = new SimulatedHost(plan, graph, outcome, null, seed, window);
            var world = new SimulatedWorld(host);
            var hub = new TestHub(world, seed);
            try
            {
                await hub.RunAsync(new() { RunId = $"run{seed}", Outline = OutlineJson.Check(plan.Outline).Value, Window = window });
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed} ({graph.Nodes.Count} nodes): {e}");
            }

            Assert.Equal(new ReferenceModel(graph, outcome).All(), host.Log);
            Assert.Equal(RunStatus.Completed, world.End!.Status);
            Assert.Equal("COMPLETED", hub.Status);
            (replays, generations) = (replays + hub.Replays, generations + hub.Generations);
            (events, bytes) = (Math.Max(events, hub.MostEvents), Math.Max(bytes, hub.MostBytes));
        }

        output.WriteLine($"{replays} replays, {generations} generations, at most {events} events and {bytes} bytes in one");
        Assert.True(generations > 60, "no run was so long that its history filled");
        Assert.InRange(events, 50, 450);
    });

    [Fact]
    public void OutlineJson_RandomGraphs_AreReadAsTheyWere()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var plan = Planner.Plan(new RandomGraph(seed, 40).Workflow, Kinds, "n0").Plan!;
            var read = OutlineJson.Read(OutlineJson.Check(plan.Outline).Value);
            Assert.Equivalent(plan.Outline, read, strict: true);
            var each = Planner.Plan(new EachModel(seed).Workflow, new TestCatalogue(), "t").Plan!;
            Assert.True(each.Outline.JoinsEach);
            Assert.Equivalent(each.Outline, OutlineJson.Read(OutlineJson.Check(each.Outline).Value), strict: true);
        }
    }

    [Fact]
    public void OutlineJson_LargerThanAnInputMayBe_IsRefused()
    {
        var nodes = Enumerable.Range(0, 9_000).Select(i => new Node { Id = $"n{i}", Kind = i == 0 ? "trigger" : "drawn" }).ToList();
        var workflow = new Workflow
        {
            Id = "large", Name = "large", Nodes = nodes,
            Edges = nodes.Skip(1).Select((node, i) => new Edge { From = $"n{i / 3}", To = node.Id }).ToList(),
        };

        var failure = OutlineJson.Check(Planner.Plan(workflow, Kinds, "n0").Plan!.Outline).Failure;

        Assert.Equal("plan.tooLargeForHost", failure?.Code);
    }
}
