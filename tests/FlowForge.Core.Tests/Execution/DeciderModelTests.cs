using FlowForge.Core.Execution;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Tests.Engine;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Execution;

/// <summary>Random graphs in random orders against <see cref="ReferenceModel"/>.</summary>
public sealed class DeciderModelTests(ITestOutputHelper output)
{
    private const int Graphs = 2_500;
    private static readonly TestCatalogue Kinds = new(DrawnKinds.Shapes);

    [Fact]
    public void Apply_RandomGraphsInRandomOrders_DoWhatTheModelSays()
    {
        var first = Seeds.First(output);
        var (runs, most, slices) = (0L, 0, 0);
        for (var seed = first; seed < first + Graphs; seed++)
        {
            var graph = new RandomGraph(seed, Size(seed - first));
            most = Math.Max(most, graph.Nodes.Count);
            try
            {
                runs += Check(graph, ref slices);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed} ({graph.Nodes.Count} nodes): {e}\n{graph.Text}");
            }
        }

        output.WriteLine($"{Graphs} graphs of up to {most} nodes, {runs} node runs and skips, {slices} slices within loops");
        Assert.True(slices > Graphs / 10, $"only {slices} loops went on in another hand-out");
    }

    private static int Size(int index) => index % 100 == 0 ? 200 : index % 10 == 0 ? 60 : 4 + (index % 25);

    private static int Check(RandomGraph graph, ref int slices)
    {
        var sliced = 0;
        var outcome = new DrawnOutcome(graph);
        var model = new ReferenceModel(graph, outcome);
        var expected = model.All();
        var plan = PlanOf(graph, RunOrder.Parallel);
        Run(plan, 1, keeps: false);
        Run(plan, 1 + (graph.Seed % 7), keeps: false);
        Run(plan, 8, keeps: graph.Nodes.Count < 100);
        Run(PlanOf(graph, RunOrder.Sequential), 8, keeps: graph.Nodes.Count < 30);
        slices += sliced;
        return expected.Count;

        void Run(ExecutionPlan shape, int window, bool keeps)
        {
            var host = new SimulatedHost(shape, graph, outcome, model, graph.Seed + window, window) { Keeps = keeps };
            host.Run();
            Same(expected, host.Log);
            Empty(host.State);
            sliced += host.Slices;
        }
    }

    private static ExecutionPlan PlanOf(RandomGraph graph, RunOrder order)
    {
        var result = Planner.Plan(graph.Workflow with { Config = new() { Order = order } }, Kinds, "n0");
        return result.Plan ?? throw new InvalidOperationException(string.Join("; ", result.Problems));
    }

    private static void Same(SortedSet<string> expected, SortedSet<string> found)
    {
        if (!expected.SetEquals(found))
        {
            throw new InvalidOperationException(
                $"missing: {string.Join(", ", expected.Except(found).Take(10))}; too many: {string.Join(", ", found.Except(expected).Take(10))}");
        }
    }

    private static void Empty(RunState state)
    {
        Assert.Empty(state.Out);
        Assert.Empty(state.Timers);
        Assert.Empty(state.Loops);
        Assert.Empty(state.Repeats);
        Assert.Equal(0, state.Ready.Count);
        Assert.Equal((0, ""), Assert.Single(state.Iterations).Key);
    }
}
