namespace FlowForge.Nodes.Tests.Kinds;

public class PassingKindTests
{
    [Theory]
    [InlineData("trigger.manual", "{}")]
    [InlineData("trigger.workflow", "{}")]
    [InlineData("trigger.error", "{}")]
    [InlineData("trigger.webhook", """{ "path": "x" }""")]
    [InlineData("noop", "{}")]
    public async Task RunAsync_Items_PassByReference(string kind, string parameters)
    {
        var bench = KindRuns.Bench(kind, parameters).With("in", """{ "a": 1 }""", """{ "a": 2 }""");

        await bench.RunAsync();

        Assert.Equal(["out"], bench.Passed);
        Assert.Equal(["""{"a":1}""", """{"a":2}"""], bench.Texts("out"));
    }

    [Theory]
    [InlineData("if", """{ "conditions": [{ "left": "={{ $json.a }}", "operator": "number.gt", "right": 0 }] }""", "true")]
    [InlineData("filter", """{ "conditions": [{ "left": "={{ $json.a }}", "operator": "number.gt", "right": 9 }] }""", "false")]
    [InlineData("switch", """{ "rules": [{ "name": "x", "conditions": [] }] }""", "x")]
    public async Task RunAsync_AllItemsOneWay_PassByReference(string kind, string parameters, string port)
    {
        var bench = KindRuns.Bench(kind, parameters).With("in", """{ "a": 1 }""", """{ "a": 2 }""");

        await bench.RunAsync();

        Assert.Equal([port], bench.Passed);
    }

    [Fact]
    public async Task RunAsync_AppendOfOneSide_PassesByReference()
    {
        var bench = KindRuns.Bench("merge").With("in2", """{ "a": 2 }""");

        await bench.RunAsync();

        Assert.Equal(["out"], bench.Passed);
    }
}
