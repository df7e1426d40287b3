using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Nodes.Tests.Kinds;

/// <summary>Small items of which much would be made, or over which one would look again and again: each is done, or refused, at once.</summary>
public sealed class SwollenTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Xml_ALongNameBeforeManyEntries_IsTooLarge() =>
        Assert.Equal(FailureCodes.ItemTooLarge, await FailureAsync("xml", """{ "operation": "write" }""", new() { [new string('n', 100_000)] = new JsonArray([.. Enumerable.Repeat((JsonNode)0, 300_000).Select(n => n.DeepClone())]) }));

    [Theory]
    [InlineData("text", false)]
    [InlineData("text", true)]
    [InlineData("html", true)]
    public async Task Html_TheTextOfEachOfManyNestedElements_IsTooLarge(string take, bool all) =>
        Assert.Equal(FailureCodes.ItemTooLarge, await FailureAsync(
            "html",
            $$"""{ "values": [{ "name": "v", "selector": "div", "take": "{{take}}", "all": {{(all ? "true" : "false")}} }] }""",
            new() { ["data"] = string.Concat(Enumerable.Repeat("<div>", 300)) + new string('x', 1_000_000) }));

    [Theory]
    [InlineData("<code>", "</code>")]
    [InlineData("<pre>", "</pre>")]
    public async Task Markdown_AMillionFenceMarks_AreFenced(string before, string behind)
    {
        var marks = new string('`', 1_000_000);

        Assert.Null(await FailureAsync("markdown", """{ "operation": "toMarkdown", "html": "={{ $json.t }}" }""", new() { ["t"] = before + marks + behind }));
    }

    private static async Task<string?> FailureAsync(string kind, string parameters, JsonObject json)
    {
        var bench = KindRuns.Bench(kind, parameters).With("in", ItemList.Of([new Item(JsonElement.Parse(json.ToJsonString()))]));
        await Task.Run(() => bench.RunAsync().AsTask()).WaitAsync(Patience);
        return bench.ItemFailures.Values.SingleOrDefault()?.Code;
    }
}
