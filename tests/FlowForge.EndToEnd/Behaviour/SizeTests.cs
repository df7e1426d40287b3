using System.Net;
using System.Text;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Behaviour;

/// <summary>Large items, large lists and large workflows; a host of its own, whose memory is measured without script workers.</summary>
public sealed class SizeTests : IAsyncLifetime
{
    private const long Megabyte = 1024 * 1024;
    private HostProcess _host = null!;

    private HostClient Client => _host.Client;

    public async Task InitializeAsync() => _host = await HostProcess.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Start_OneItemOf50Megabytes_IsRefusedAndNothingIsRecorded()
    {
        await Client.SaveAsync(Pass);

        var answer = await Client.PostAsync("workflows/pass/runs?wait=60", $$"""{"x":"{{new string('x', 50_000_000)}}"}""");

        answer.Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("limit.item", answer.Code);
        Assert.Empty((await Client.GetAsync("runs")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Code_ItemOf50Megabytes_FailsThatNode()
    {
        await Client.SaveAsync(Chain("one", """{ id: big, kind: code, parameters: { mode: perItem, source: "return { x: 'x'.repeat(50000000) }" } }"""));

        var run = await Client.RunAsync("one");

        Assert.Equal("FAILED", run.Status());
        Assert.True(run.FailureCode() is "limit.item" or "script.limit", run.ToString());
        Assert.Equal("big", run.GetProperty("failure").GetProperty("nodeId").GetString());
    }

    [Fact]
    public async Task Start_ListOf50Megabytes_IsSpilledAndReadInPages()
    {
        await Client.SaveAsync(Pass);
        var list = new StringBuilder("[");
        list.AppendJoin(',', Enumerable.Range(0, 1_000).Select(n => $$$"""{"json":{"n":{{{n}}},"x":"{{{new string('x', 50_000)}}}"}}"""));

        var run = (await Client.PostAsync("workflows/pass/runs?wait=60", list.Append(']').ToString())).Expect(HttpStatusCode.OK).Json.Completed();

        Assert.Equal(1_000, run.GetProperty("outputCount").GetInt32());
        var frame = Assert.Single(await Client.FramesAsync(run.Id(), "&node=end"), frame => frame.IsEgress());
        Assert.Equal(1_000, frame.Count());
        Assert.InRange(frame.GetProperty("output").GetProperty("out").GetProperty("items").GetArrayLength(), 0, 20);
        var last = (await Client.GetAsync($"runs/{run.Id()}/frames/{frame.GetProperty("sequence")}/items?offset=998")).Expect(HttpStatusCode.OK).Json;
        Assert.Equal([998, 999], last.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("json").GetProperty("n").GetInt32()));
    }

    [Fact]
    public async Task Run_HundredThousandItemsThroughFiveNodes_KeepsMemoryBounded()
    {
        await Client.SaveAsync(Chain(
            "many",
            """{ id: make, kind: code, parameters: { mode: allItems, source: "return Array.from({ length: 100000 }, (_, n) => ({ json: { n, text: 'item ' + n } }))" } }""",
            """{ id: add, kind: set, parameters: { fields: { a: "={{ $json.n + 1 }}" } } }""",
            """{ id: keep, kind: filter, parameters: { conditions: [{ left: "={{ $json.n }}", operator: number.gte, right: 0 }] } }""",
            """{ id: double, kind: code, parameters: { mode: perItem, source: "return { ...$json, c: $json.n * 2 }" } }""",
            """{ id: name, kind: set, parameters: { fields: { d: "=<{{ $json.text }}>" } } }"""));

        var run = (await Client.RunAsync("many")).Completed();

        var resident = _host.ResidentBytes() / Megabyte;
        Assert.True(resident < 300, $"the host takes {resident} MB");
        Assert.Equal(100_000, run.GetProperty("outputCount").GetInt32());
        Assert.Equal("""{"n":19,"text":"item 19","a":20,"c":38,"d":"<item 19>"}""", run.GetProperty("output")[19].GetProperty("json").GetRawText());
    }

    [Fact]
    public async Task Run_ChainOfTenThousandNodes_IsValidatedAndRuns()
    {
        var chain = Chain("chain", [.. Enumerable.Range(0, 9_999).Select(n => $$$"""{ id: n{{{n}}}, kind: set, parameters: { fields: { x: "={{ $json.x + 1 }}" } } }""")]);
        var validation = (await Client.PostAsync("workflows/validate", chain, "application/yaml")).Expect(HttpStatusCode.OK);
        Assert.True(validation.Json.GetProperty("valid").GetBoolean(), validation.Text);
        await Client.SaveAsync(chain);

        var run = (await Client.RunAsync("chain", """{"x":1}""")).Completed();

        Assert.Equal("""{"x":10000}""", run.First().GetRawText());
        Assert.Equal(20_000, (await Client.FramesAsync(run.Id())).Count);
    }

    private static string Pass => Chain("pass", """{ id: add, kind: set, parameters: { fields: { a: "={{ $json.n }}" } } }""", "{ id: end, kind: noop }");

    private static string Chain(string id, params string[] nodes)
    {
        var ids = nodes.Select(node => node[6..node.IndexOf(',', StringComparison.Ordinal)]).Prepend("start").ToList();
        var text = new StringBuilder($"flowforge: 1\nid: {id}\ngraph:\n  nodes:\n    - {{ id: start, kind: trigger.manual }}\n");
        text.AppendJoin('\n', nodes.Select(node => $"    - {node}")).Append("\n  edges:\n");
        return text.AppendJoin('\n', ids.Zip(ids.Skip(1), (from, to) => $"    - {{ from: {from}, to: {to} }}")).ToString();
    }
}
