using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

public class LargeListTests
{
    [Theory]
    [InlineData("set", """{ "fields": { "x": 1 } }""", "out")]
    [InlineData("set", """{ "fields": { "x.y": "={{ $json.n }}" } }""", "out")]
    [InlineData("if", """{ "conditions": [{ "left": "={{ $json.n }}", "operator": "number.gte", "right": 0 }] }""", "true")]
    [InlineData("switch", """{ "rules": [{ "name": "all", "conditions": [{ "left": "={{ $json.n }}", "operator": "number.gte", "right": 0 }] }] }""", "all")]
    [InlineData("renameKeys", """{ "keys": [{ "from": "x", "to": "y" }] }""", "out")]
    [InlineData("removeDuplicates", "{}", "out")]
    [InlineData("removeDuplicates", """{ "operation": "seen", "value": "={{ $json.n }}" }""", "out")]
    [InlineData("sort", """{ "fields": [{ "field": "n" }] }""", "out")]
    public async Task RunAsync_ManyPages_KeepsOrderAndOriginsAndReadsAPageAtATime(string kind, string parameters, string port)
    {
        const int Count = 2_345;
        var input = (SmallPages)KindRuns.Numbers(Count);
        var bench = KindRuns.Bench(kind, parameters).With("in", input);

        await bench.RunAsync();

        Assert.Equal(Enumerable.Range(0, Count), bench.Output[port].Select(one => one.Item.Json.GetProperty("n").GetInt32()));
        Assert.Equal(Enumerable.Range(0, Count).Select(Origin.First), bench.Output[port].Select(one => one.Origins.Single()));
        Assert.InRange(input.LargestAsk, 1, Limits.PageItems);
    }

    [Fact]
    public async Task RunAsync_JoinOfManyItems_ReadsEachPageOnce()
    {
        const int Count = 20_000;
        var (left, right) = ((SmallPages)KindRuns.Numbers(Count, Limits.PageItems), (SmallPages)KindRuns.Numbers(Count, Limits.PageItems));
        var bench = KindRuns.Bench("merge", """{ "mode": "key", "on": "n" }""").With("in1", left).With("in2", right);

        await bench.RunAsync();

        Assert.Equal(Count, bench.Output["out"].Count);
        Assert.Equal(Count / Limits.PageItems, left.Reads);
        Assert.Equal(2 * Count / Limits.PageItems, right.Reads);
    }

    [Fact]
    public async Task RunAsync_PairsOfTooMany_FailsBeforeItBegins()
    {
        var bench = KindRuns.Bench("merge", """{ "mode": "pairs" }""").With("in1", KindRuns.Numbers(1_001)).With("in2", KindRuns.Numbers(1_000));

        Assert.Equal(FailureCodes.Limit, Assert.IsType<NodeResult.Failed>(await bench.RunAsync()).Failure.Code);
        Assert.Empty(bench.Output);
    }

    [Fact]
    public async Task RunAsync_CancelledRun_Throws()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var kind = KindRuns.Kind("set");
        var bench = new NodeBench(kind, KindRuns.Node("set", """{ "fields": { "x": 1 } }""")).With("in", "{}");

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await kind.RunAsync(bench, source.Token));
    }

    [Fact]
    public async Task RunAsync_SetThatNestsTooDeep_FailsThatItemOnly()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 60)) + "1" + new string('}', 60);
        var node = KindRuns.Node("set", """{ "fields": { "p.q.r.s.t.u": "={{ $json.v }}" }, "keep": "none" }""") with { OnError = OnError.Continue };
        var bench = new NodeBench(KindRuns.Kind("set"), node).With("in", """{ "v": 1 }""", $$"""{ "v": {{deep}} }""", """{ "v": 3 }""");

        await bench.RunAsync();

        Assert.Equal([1], bench.ItemFailures.Keys);
        Assert.Equal(FailureCodes.Limit, bench.ItemFailures[1].Code);
        Assert.Equal([Origin.First(0), Origin.First(2)], bench.Output["out"].Select(one => one.Origins.Single()));
    }

    [Fact]
    public async Task RunAsync_BinaryOfItems_StaysAndIsMerged()
    {
        var pdf = JsonElement.Parse("""{ "pdf": { "ref": "1" } }""");
        var png = JsonElement.Parse("""{ "png": { "ref": "2" } }""");
        var json = JsonElement.Parse("{}");
        var set = KindRuns.Bench("set", """{ "keep": "none" }""").With("in", ItemList.Of([new Item(json, pdf)]));
        var merge = KindRuns.Bench("merge", """{ "mode": "position" }""")
            .With("in1", ItemList.Of([new Item(json, pdf), new Item(json)])).With("in2", ItemList.Of([new Item(json, png), new Item(json, png)]));

        await set.RunAsync();
        await merge.RunAsync();

        Assert.Equal("""{"pdf":{"ref":"1"}}""", BenchJson.Compact(set.Output["out"][0].Item.Binary));
        Assert.Equal("""{"pdf":{"ref": "1"},"png":{"ref": "2"}}""".Replace(": ", ":"), BenchJson.Compact(merge.Output["out"][0].Item.Binary));
        Assert.Equal("""{"png":{"ref":"2"}}""", BenchJson.Compact(merge.Output["out"][1].Item.Binary));
    }
}
