namespace FlowForge.Core.Tests.Planning;

/// <summary>A node of a body that only repeat edges enter came before its loop in plan order, and planning broke.</summary>
public sealed class RepeatInsideLoopOrderTests
{
    [Fact]
    public void Plan_BodyNodeThatOnlyARepeatEdgeEnters_ComesBehindItsLoop()
    {
        var plan = PlanSketch.Plan("p:pass; s:split; l:loop; t -> l; l.loop -> s; s.false -> p *2; p -> s; s.true -> l; l.done -> c");

        Assert.Equal("t l p s c", PlanSketch.Order(plan));
        Assert.Equal("root: t l c; l:; repeat<l: p s", PlanSketch.Scopes(plan));
    }
}
