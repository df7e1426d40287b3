using System.Text.Json;
using FlowForge.Core.State;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

/// <summary><c>removeDuplicates</c> from run to run.</summary>
public class SeenTests
{
    private readonly Dictionary<StateScope, OrderedDictionary<string, JsonElement>> state = [];

    [Theory]
    [InlineData("value", "[1,2]", "[2,3]", "3")]
    [InlineData("value", "[\"a\"]", "[\"A\",\"a\"]", "\"A\"")]
    [InlineData("number", "[1,5,3]", "[4,6]", "6")]
    [InlineData("date", "[\"2026-01-05\"]", "[\"2026-01-04\",\"2026-01-06\"]", "\"2026-01-06\"")]
    public async Task RunAsync_SecondRun_LetsThroughWhatIsNew(string by, string first, string second, string through)
    {
        var parameters = $$$"""{ "operation": "seen", "by": "{{{by}}}", "value": "={{ $json.v }}" }""";
        await RunAsync(parameters, first);

        Assert.Equal(through, await RunAsync(parameters, second));
    }

    [Fact]
    public async Task RunAsync_HistoryIsFull_ForgetsTheOldest()
    {
        const string Parameters = """{ "operation": "seen", "value": "={{ $json.v }}", "history": 2 }""";
        await RunAsync(Parameters, "[1,2,3]");

        Assert.Equal("1", await RunAsync(Parameters, "[2,3,1]"));
        Assert.Equal(2, state.Values.Single().Count);
    }

    [Fact]
    public async Task RunAsync_Forget_BeginsWithNothingAndLeavesOtherState()
    {
        const string Seen = """{ "operation": "seen", "value": "={{ $json.v }}" }""";
        await RunAsync(Seen, "[1]");
        state[new StateScope("n")]["mine"] = JsonElement.Parse("5");

        await RunAsync("""{ "operation": "forget" }""", "[1]");

        Assert.Equal(["mine"], state[new StateScope("n")].Keys);
        Assert.Equal("1", await RunAsync(Seen, "[1]"));
    }

    [Fact]
    public async Task RunAsync_Scope_IsTheNodeOrTheWorkflow()
    {
        await RunAsync("""{ "operation": "seen", "value": "={{ $json.v }}", "scope": "workflow" }""", "[1]");

        Assert.Equal([StateScope.Workflow], state.Keys);
        Assert.Equal("1", await RunAsync("""{ "operation": "seen", "value": "={{ $json.v }}" }""", "[1]"));
    }

    private async Task<string> RunAsync(string parameters, string values)
    {
        var items = JsonElement.Parse(values).EnumerateArray().Select(value => $$"""{ "v": {{value.GetRawText()}} }""").ToArray();
        var bench = new NodeBench(KindRuns.Kind("removeDuplicates"), KindRuns.Node("removeDuplicates", parameters)) { State = state }.With("in", items);
        await bench.RunAsync();
        return string.Join(',', bench.Output.GetValueOrDefault("out", []).Select(one => one.Item.Json.GetProperty("v").GetRawText()));
    }
}
