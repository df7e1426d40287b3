using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Planning;

/// <summary>
/// Planning is quick and flat whatever the shape: the bounds are 250 ms to plan and 200 ms to check, and this machine may be five times slower:
/// the least of up to three measurements of processor time counts.
/// </summary>
public sealed class PlanSpeedTests(ITestOutputHelper output)
{
    private const int Slower = 5;
    private static readonly TimeSpan Planning = Slower * TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Checking = Slower * TimeSpan.FromMilliseconds(200);

    [Fact]
    public void Plan_ChainOfTenThousand_IsOneBranch()
    {
        var plan = Measure("chain", LargeGraphs.Chain(10_000), 0);
        Assert.Equal(10_000, Assert.Single(plan!.Outline.Branches).Length);
    }

    [Fact]
    public void Plan_FanOutToTenThousand_IsABranchEach()
    {
        var plan = Measure("fan-out", LargeGraphs.FanOut(10_000), 0);
        Assert.Equal(10_000, plan!.Outline.Branches.Length);
    }

    [Fact]
    public void Plan_DagOfFortyThousandEdges_KeepsThemAll()
    {
        var plan = Measure("dag", LargeGraphs.Dag(10_000, 40_000, seed: 1), 0);
        Assert.Equal((10_000, 40_000), (plan!.Nodes.Count, plan.Outline.Edges.Length));
        Assert.All(plan.Outline.Edges, edge => Assert.True(edge.From < edge.To));
    }

    [Fact]
    public void Plan_RepeatThroughTenThousand_IsOneScope()
    {
        var plan = Measure("ring", LargeGraphs.Ring(10_000, repeat: 3), 0);
        Assert.Equal(9_999, plan!.Outline.Scopes[1].Nodes.Length);
    }

    [Fact]
    public void Plan_FiveThousandLoops_AreFiveThousandBodies()
    {
        var plan = Measure("loops", LargeGraphs.Loops(4_999), 0);
        Assert.Equal(5_000, plan!.Outline.Scopes.Length);
    }

    [Fact]
    public void Plan_RingThatNothingBreaks_NamesEachNodeOnce()
    {
        Measure("unbroken ring", LargeGraphs.Ring(10_000, repeat: null), 1);
        var problem = Assert.Single(GraphCheck.Check(LargeGraphs.Ring(10_000, repeat: null), PlanSketch.Kinds));
        Assert.Equal(9_999, problem.NodeIds!.Distinct().Count());
        Assert.Equal(9_999, problem.NodeIds!.Count);
        Assert.True(problem.Message.Length < 1_000);
    }

    [Fact]
    public void Plan_EveryNodeToEveryNode_IsRefused() => Measure("complete", LargeGraphs.Complete(200), 1);

    [Fact]
    public void Plan_TenThousandLoopsInOneAnother_AreRefused() => Measure("nested", LargeGraphs.Nested(10_000), 1);

    [Fact]
    public void Check_ManyTriggersBeforeLoops_StopsAtTheLimitOfPlanning()
    {
        Measure("triggers", LargeGraphs.Triggers(3_000), 0);
        Assert.Equal(["limit.planning"], GraphCheck.Check(LargeGraphs.Triggers(3_000), PlanSketch.Kinds).Select(problem => problem.Code));
    }

    /// <summary>Plans and checks on a stack of 256 KB, which recursion over the graph would pass.</summary>
    private ExecutionPlan? Measure(string name, Workflow workflow, int problems)
    {
        PlanResult? result = null;
        var (planning, checking) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        Exception? broken = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    planning = Least(Planning, () => result = Planner.Plan(workflow, PlanSketch.Kinds, "t"));
                    checking = Least(Checking, () => GraphCheck.Check(workflow, PlanSketch.Kinds));
                }
                catch (Exception e)
                {
                    broken = e;
                }
            },
            256 * 1024);
        thread.Start();
        thread.Join();

        Assert.Null(broken);
        output.WriteLine($"{name}: planned in {planning.TotalMilliseconds:F0} ms, checked in {checking.TotalMilliseconds:F0} ms");
        Assert.True(result!.Problems.Count >= problems && (problems > 0) == (result.Plan is null));
        Assert.InRange(planning, TimeSpan.Zero, Planning);
        Assert.InRange(checking, TimeSpan.Zero, Checking);
        return result.Plan;
    }

    private static TimeSpan Least(TimeSpan bound, Action action)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < 3 && least > bound; i++)
        {
            var took = ThreadTime.Of(action);
            least = took < least ? took : least;
        }

        return least;
    }
}
