using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Contracts.Runs;

public abstract partial class RunStoreContract
{
    [Theory]
    [InlineData("r2", "r2")]
    [InlineData("ORDER-in", "r3")]
    [InlineData("größe 9", "r4")]
    [InlineData("GRÖSSE", "")]
    [InlineData("GRÖßE", "r5 r4")]
    [InlineData("http.stat", "r5")]
    [InlineData("answered 404", "r5")]
    [InlineData("4711", "r7 r6")]
    [InlineData("customer", "")]
    [InlineData("Ada 🙂", "r7")]
    [InlineData("-1.5", "r7")]
    [InlineData("nothing like it", "")]
    [InlineData("%", "r6")]
    [InlineData("_", "")]
    [InlineData("\"", "r6")]
    public async Task List_Text_IsFoundWhereItIsLookedFor(string text, string expected)
    {
        await WriteSearchedAsync();

        Assert.Equal(expected, string.Join(' ', Ids((await Store.ListRunsAsync(new(Text: text), default)).Items)));
    }

    [Fact]
    public async Task List_TextAndOtherConditions_HoldTogether()
    {
        await WriteSearchedAsync();

        Assert.Equal(["r7"], Ids((await Store.ListRunsAsync(new(Workflow: "w7", Text: "4711"), default)).Items));
        Assert.Equal(["r6"], Ids((await Store.ListRunsAsync(new(To: Noon.AddHours(7), Text: "4711"), default)).Items));
        Assert.Empty((await Store.ListRunsAsync(new(Status: RunStatus.Failed, Text: "4711"), default)).Items);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task List_TextPageAfterPage_GivesEachRunOnce(int limit)
    {
        await WriteSearchedAsync();
        var (seen, after) = (new List<string>(), (string?)null);
        do
        {
            var page = await Store.ListRunsAsync(new(Limit: limit, After: after, Text: "R"), default);
            Assert.True(page.Items.Count <= limit);
            seen.AddRange(Ids(page.Items));
            await Store.WriteAsync(new() { Run = Run($"r9-{seen.Count}") });
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["r7", "r6", "r5", "r4", "r3", "r2", "r1"], seen);
    }

    [Fact]
    public async Task List_TextBehindTheBound_IsNotLookedFor()
    {
        await StartedWithAsync("a", $$"""{"pad":"{{new string('x', Limits.SearchBytes)}}","last":"needle"}""");
        await StartedWithAsync("b", $$"""{"pad":"{{new string('x', Limits.SearchBytes / 2)}}","last":"needle"}""");

        Assert.Equal(["b"], Ids((await Store.ListRunsAsync(new(Text: "needle"), default)).Items));
    }

    [Fact]
    public async Task List_TextOfARunWithABrokenSegment_PassesItBy()
    {
        await Store.WriteAsync(new() { Run = Run("a"), Segments = [Segment("a", 0, "[{\"start\":{\"items\":[{\"json\":{\"a\":\"x")] });
        await Store.WriteAsync(new() { Run = Run("b"), Segments = [Segment("b", 0, "nonsense")] });
        await Store.WriteAsync(new() { Run = Run("c"), Segments = [Segment("c", 0, "")] });

        Assert.Empty((await Store.ListRunsAsync(new(Text: "xyz"), default)).Items);
        Assert.Single((await Store.ListRunsAsync(new(Text: "b"), default)).Items);
    }

    private async Task WriteSearchedAsync()
    {
        await Store.WriteAsync(new() { Run = Run("r1") });
        await Store.WriteAsync(new() { Run = Run("r2") });
        await Store.WriteAsync(new() { Run = Run("r3") with { WorkflowId = "order-intake" } });
        await Store.WriteAsync(new() { Run = Run("r4") with { WorkflowName = "Größe 9" } });
        await Store.WriteAsync(new() { Run = Run("r5") with { Failure = Failure.Of("http.status", "Größe: the remote answered 404.") } });
        await StartedWithAsync("r6", """{"order":{"id":4711},"a\"b":"100 % \"q\""}""");
        await StartedWithAsync("r7", """{"customer":"Ada \ud83d\ude42","lines":[{"id":"x-4711-y"}],"minus":-1.5,"yes":true}""", run => run with
        {
            WorkflowId = "w7", StartedAt = Noon.AddHours(7),
        });
    }

    private async Task StartedWithAsync(string id, string json, Func<RunRecord, RunRecord>? change = null)
    {
        var items = new PortOutput("out", ItemList.Of([new(JsonElement.Parse(json))]), StoredItems.InRecord, new Lineage.SameOrder(0));
        var run = Run(id);
        await Store.WriteAsync(new() { Run = change?.Invoke(run) ?? run, Segments = [SegmentJson.Write(id, 0, [new StartEntry(items)])] });
    }
}
