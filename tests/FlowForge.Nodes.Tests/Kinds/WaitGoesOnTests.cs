using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

/// <summary>What comes out of a wait when it is over.</summary>
public class WaitGoesOnTests
{
    [Theory]
    [InlineData("""{ "seconds": 1 }""", "out")]
    [InlineData("""{ "mode": "until", "until": 0 }""", "out")]
    [InlineData("""{ "mode": "signal", "signal": "s" }""", "timeout")]
    [InlineData("""{ "mode": "approval" }""", "timeout")]
    [InlineData("""{ "mode": "webhook" }""", "timeout")]
    public async Task GoOn_TimeOver_PassesWhatWaited(string parameters, string port)
    {
        var bench = await AfterAsync(parameters, new Awakening.TimeOver(), """{ "n": 1 }""", """{ "n": 2 }""");

        Assert.Equal([port], bench.Passed);
        Assert.Equal(["""{"n":1}""", """{"n":2}"""], bench.Texts(port));
    }

    [Fact]
    public async Task GoOn_BareSignal_PassesWhatWaited()
    {
        var bench = await AfterAsync("""{ "mode": "signal", "signal": "s" }""", Arrived(), """{ "n": 1 }""");

        Assert.Equal(["out"], bench.Passed);
        Assert.Equal(["""{"n":1}"""], bench.Texts("out"));
    }

    [Theory]
    [InlineData("""{ "mode": "signal", "signal": "s" }""", 1, "0 0")]
    [InlineData("""{ "mode": "webhook" }""", 2, "0 1")]
    [InlineData("""{ "mode": "webhook" }""", 3, "-1 -1")]
    public async Task GoOn_MessageWithItems_TakesThePlaceOfWhatWaited(string parameters, int waited, string origins)
    {
        var bench = await AfterAsync(parameters, Arrived("""{ "a": 1 }""", """{ "a": 2 }"""), Enumerable.Repeat("{}", waited).ToArray());

        Assert.Equal(["""{"a":1}""", """{"a":2}"""], bench.Texts("out"));
        Assert.Equal(origins, string.Join(' ', bench.Output["out"].Select(item => item.Origins.Single() is { IsNone: false } origin ? origin.Index : -1)));
    }

    [Theory]
    [InlineData("approved", "approved")]
    [InlineData("rejected", "rejected")]
    public async Task GoOn_Decision_PassesEachItemWithItOnItsPort(string decision, string port)
    {
        var bench = await AfterAsync(
            """{ "mode": "approval" }""", Arrived($$"""{ "decision": "{{decision}}", "by": "ada" }"""),
            """{ "n": 1, "approval": "old" }""", """{ "n": 2 }""");

        var approval = $$"""{"decision":"{{decision}}","by":"ada"}""";
        Assert.Equal([$$"""{"n":1,"approval":{{approval}}}""", $$"""{"n":2,"approval":{{approval}}}"""], bench.Texts(port));
        Assert.Equal([0, 1], bench.Output[port].Select(item => item.Origins.Single().Index));
        Assert.Single(bench.Output);
    }

    [Fact]
    public async Task GoOn_DecisionWithoutItems_GoesOnAlone()
    {
        var bench = await AfterAsync("""{ "mode": "approval" }""", Arrived("""{ "decision": "approved" }"""));

        Assert.Equal(["""{"approval":{"decision":"approved"}}"""], bench.Texts("approved"));
    }

    private static Awakening.Arrived Arrived(params string[] items) => new([.. items.Select(json => new Item(JsonElement.Parse(json)))]);

    private static async Task<NodeBench> AfterAsync(string parameters, Awakening awakening, params string[] waited)
    {
        var bench = KindRuns.Bench("wait", parameters).With("in", waited);
        var result = await ((ISuspendingKind)KindRuns.Kind("wait")).GoOnAsync(bench, awakening, default);
        Assert.IsType<NodeResult.Completed>(result);
        return bench;
    }
}
