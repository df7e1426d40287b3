using FlowForge.Core.Failures;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Code;

[Collection(ScriptsCollection.Name)]
public sealed class AllItemsTests(ScriptsFixture fixture)
{
    private static readonly string[] Three = ["""{"n":1}""", """{"n":2}""", """{"n":3}"""];

    [Theory]
    [InlineData("return $input.all().map(i => ({ n: i.json.n * 2 }))", """[{"n":2},{"n":4},{"n":6}]""")]
    [InlineData("return $input.all()", """[{"n":1},{"n":2},{"n":3}]""")]
    [InlineData("return items.filter(i => i.json.n > 1)", """[{"n":2},{"n":3}]""")]
    [InlineData("return { sum: $input.all().reduce((s, i) => s + i.json.n, 0) }", """[{"sum":6}]""")]
    [InlineData("return { json: { first: $input.first().json.n, last: $input.last().json.n, here: $json.n, i: $itemIndex } }", """[{"first":1,"last":3,"here":1,"i":0}]""")]
    [InlineData("return []", "[]")]
    [InlineData("const all = $input.all(); all[0].json.n = 9; await null; return $input.all()", """[{"n":9},{"n":2},{"n":3}]""")]
    public async Task RunAsync_Result_BecomesItems(string source, string expected)
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.AllItems(source), TestScope.Of(Three));

        Assert.Null(result.Failure);
        Assert.Equal(expected, result.Items.Text());
    }

    [Theory]
    [InlineData("return $input.all().map(i => i.json)", null)]
    [InlineData("return [{ a: 1 }]", new[] { 0 })]
    [InlineData("return [{ a: 1 }, { a: 2 }]", new[] { -1, -1 })]
    [InlineData("return [{ json: {}, pairedItem: 2 }, { json: {}, pairedItem: { item: 0 } }, { json: {}, pairedItem: 7 }]", new[] { 2, 0, -1 })]
    [InlineData("return [{ json: {}, pairedItem: [1, 2] }, { json: {} }]", new[] { 1, -1 })]
    [InlineData("return $input.all().reverse()", new[] { 2, 1, 0 })]
    [InlineData("return $input.all().filter(i => i.json.n > 1)", new[] { 1, 2 })]
    [InlineData("return $input.all().map(i => i.json).reverse()", new[] { 2, 1, 0 })]
    [InlineData("return items.sort((a, b) => b.json.n - a.json.n).map(({ json }) => ({ json }))", new[] { 2, 1, 0 })]
    [InlineData("return [$input.last(), $input.first(), { json: $json }]", new[] { 2, 0, 0 })]
    [InlineData("return $input.all().map(i => ({ json: { ...i.json } }))", null)]
    public async Task RunAsync_Origins_FollowPairedItemAndTheItemsGivenBack(string source, int[]? expected)
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.AllItems(source), TestScope.Of(Three));

        Assert.Null(result.Failure);
        Assert.Equal(expected, result.Origins);
    }

    [Fact]
    public async Task RunAsync_OneInputItem_IsTheOriginOfAll()
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.AllItems("return [{ a: 1 }, { a: 2 }]"), TestScope.Of("{}"));

        Assert.Equal([0, 0], result.Origins!);
    }

    [Theory]
    [InlineData("300 items of 100 KB", 300, 100_000)]
    [InlineData("after small ones, some of 1 MB", 30, 1_000_000)]
    public async Task RunAsync_ThirtyMegabytes_ComeThroughUnderTheMemoryOfAScript(string what, int count, int length)
    {
        var small = what.StartsWith("after", StringComparison.Ordinal) ? 300 : 0;
        var source = $$"""
            const small = Array.from({ length: {{small}} }, (_, n) => ({ n, text: '' }));
            return small.concat(Array.from({ length: {{count}} }, (_, n) => ({ n, text: String(n % 10).repeat({{length}}) })));
            """;

        var result = await fixture.Scripts.RunAsync(ScriptRuns.AllItems(source, seconds: 60), TestScope.Of(Three));

        Assert.Null(result.Failure);
        Assert.Equal(small + count, result.Items.Count);
        Assert.Equal(Enumerable.Range(0, count), result.Items.Skip(small).Select(item => item.Json.GetProperty("n").GetInt32()));
        Assert.All(result.Items.Skip(small), item => Assert.Equal(length, item.Json.GetProperty("text").GetString()!.Length));
    }

    [Theory]
    [InlineData("return 5")]
    [InlineData("return null")]
    [InlineData("")]
    [InlineData("return [1]")]
    [InlineData("return [{}, null]")]
    [InlineData("return [[]]")]
    public async Task RunAsync_NoItems_Fails(string source)
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.AllItems(source, "Mine"), TestScope.Of(Three));

        Assert.Equal(FailureCodes.ScriptResult, result.Failure!.Code);
        Assert.Contains("'Mine'", result.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoInput_RunsOnEmpty()
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.AllItems("return { n: $input.all().length }"), new TestScope());

        Assert.Equal("""[{"n":0}]""", result.Items.Text());
    }

    [Fact]
    public async Task RunAsync_ManyItemsOut_KeepTheirOrder()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.AllItems("return Array.from({ length: 1234 }, (_, n) => ({ n }))"), TestScope.Of(Three));

        Assert.All(result.Items.Index(), pair => Assert.Equal($$"""{"n":{{pair.Index}}}""", pair.Item.Json.Text()));
        Assert.Equal(1_234, result.Items.Count);
    }
}
