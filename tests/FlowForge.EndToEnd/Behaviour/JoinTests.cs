using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Behaviour;

/// <summary>Branches run side by side, and joins wait for exactly what comes.</summary>
[Collection(SharedHost.Name)]
public sealed class JoinTests(HostFixture fixture)
{
    private HostClient Client => fixture.Host.Client;

    [Fact]
    public async Task Run_TwoWaitsOfTwoSeconds_JoinAfterTwo()
    {
        await Client.SaveAsync(
            """
            flowforge: 1
            id: two-waits
            graph:
              nodes:
                - { id: start, kind: trigger.manual }
                - { id: left, kind: wait, parameters: { mode: time, seconds: 2 } }
                - { id: right, kind: wait, parameters: { mode: time, seconds: 2 } }
                - { id: both, kind: merge }
              edges:
                - { from: start, to: left }
                - { from: start, to: right }
                - { from: left, to: both, toPort: in1 }
                - { from: right, to: both, toPort: in2 }
            """);

        var run = (await Client.RunAsync("two-waits", """{"n":1}""")).Completed();

        Assert.InRange(run.GetProperty("endedAt").GetDateTimeOffset() - run.GetProperty("startedAt").GetDateTimeOffset(), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3.9));
        Assert.Equal(2, run.GetProperty("output").GetArrayLength());
    }

    [Theory]
    [InlineData(7, "7L")]
    [InlineData(3, "3R")]
    public async Task Run_JoinBehindAnIf_TakesTheSideThatHasItems(int n, string expected)
    {
        var id = $"if-join-{n}";
        await Client.SaveAsync(
            $$$"""
            flowforge: 1
            id: {{{id}}}
            graph:
              nodes:
                - { id: start, kind: trigger.manual }
                - { id: choose, kind: if, parameters: { conditions: [{ left: "={{ $json.n }}", operator: number.gt, right: 5 }] } }
                - { id: left, kind: set, parameters: { fields: { x: "={{ $json.n }}L" } } }
                - { id: pause, kind: wait, parameters: { mode: time, seconds: 0.3 } }
                - { id: right, kind: set, parameters: { fields: { x: "={{ $json.n }}R" } } }
                - { id: both, kind: merge }
              edges:
                - { from: start, to: choose }
                - { from: choose, fromPort: "true", to: left }
                - { from: left, to: both, toPort: in1 }
                - { from: choose, fromPort: "false", to: pause }
                - { from: pause, to: right }
                - { from: right, to: both, toPort: in2 }
            """);

        var run = (await Client.RunAsync(id, $$"""{"n":{{n}}}""")).Completed();

        Assert.Equal(expected, Assert.Single(run.GetProperty("output").EnumerateArray()).GetProperty("json").GetProperty("x").GetString());
        Assert.Single(await Client.FramesAsync(run.Id(), "&node=both&status=COMPLETED"));
    }

    [Fact]
    public async Task Run_SlowFirstBranch_JoinsInDocumentOrder()
    {
        await Client.SaveAsync(
            """
            flowforge: 1
            id: ordered-join
            graph:
              nodes:
                - { id: start, kind: trigger.manual }
                - { id: slow, kind: wait, parameters: { mode: time, seconds: 0.5 } }
                - { id: first, kind: set, parameters: { keep: none, fields: { x: first } } }
                - { id: second, kind: set, parameters: { keep: none, fields: { x: second } } }
                - { id: end, kind: noop }
              edges:
                - { from: start, to: slow }
                - { from: slow, to: first }
                - { from: first, to: end }
                - { from: start, to: second }
                - { from: second, to: end }
            """);

        var run = (await Client.RunAsync("ordered-join")).Completed();

        Assert.Equal(["first", "second"], run.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("json").GetProperty("x").GetString()));
    }
}
