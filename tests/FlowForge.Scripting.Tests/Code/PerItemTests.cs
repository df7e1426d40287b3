using FlowForge.Core.Failures;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Code;

[Collection(ScriptsCollection.Name)]
public sealed class PerItemTests(ScriptsFixture fixture)
{
    [Fact]
    public async Task RunAsync_ObjectReturned_IsTheItem()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("return { total: $json.lines.reduce((s, l) => s + l.price * l.count, 0), i: $itemIndex }"),
            TestScope.Of("""{"lines":[{"price":2,"count":3}]}""", """{"lines":[]}"""));

        Assert.Null(result.Failure);
        Assert.Equal("""[{"total":6,"i":0},{"total":0,"i":1}]""", result.Items.Text());
        Assert.Null(result.Origins);
    }

    [Fact]
    public async Task RunAsync_NullReturned_DropsTheItem()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("return $json.n % 2 ? $json : null"), TestScope.Of("""{"n":0}""", """{"n":1}""", """{"n":2}""", """{"n":3}"""));

        Assert.Equal("""[{"n":1},{"n":3}]""", result.Items.Text());
        Assert.Equal([1, 3], result.Origins!);
    }

    [Fact]
    public async Task RunAsync_ItemShapeReturned_IsUnwrapped()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("return $itemIndex === 0 ? { json: { a: 1 } } : { json: { a: 1 }, other: 2 }"), TestScope.Of("{}", "{}"));

        Assert.Equal("""[{"a":1},{"json":{"a":1},"other":2}]""", result.Items.Text());
    }

    [Theory]
    [InlineData("return 5", "a number")]
    [InlineData("return 'x'", "a string")]
    [InlineData("return [1]", "an array")]
    [InlineData("return new Date(0)", "no object")]
    public async Task RunAsync_NoObjectReturned_FailsWithNodeAndItem(string source, string what)
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem(source, "My node"), TestScope.Of("{}"));

        Assert.Equal(FailureCodes.ScriptResult, result.Failure!.Code);
        Assert.Contains("'My node', item 0", result.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(what, result.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, result.Failure.Item);
        Assert.Equal("my node", result.Failure.NodeId);
    }

    [Fact]
    public async Task RunAsync_Await_SettlesInOrder()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("const before = $json.n; await null; await Promise.resolve(); return { before, after: $json.n, i: $itemIndex }"),
            TestScope.Of("""{"n":1}""", """{"n":2}"""));

        Assert.Null(result.Failure);
        Assert.Equal("""[{"before":1,"after":1,"i":0},{"before":2,"after":2,"i":1}]""", result.Items.Text());
    }

    [Fact]
    public async Task RunAsync_PromiseReturnedWithoutAwait_IsAwaited()
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("return Promise.resolve({ n: $json.n })"), TestScope.Of("""{"n":1}""", """{"n":2}"""));

        Assert.Equal("""[{"n":1},{"n":2}]""", result.Items.Text());
    }

    [Fact]
    public async Task RunAsync_MutatedInput_ChangesOnlyItsOwnItem()
    {
        var scope = TestScope.Of("""{"n":1,"list":[1]}""", """{"n":2,"list":[2]}""");

        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("$json.n += 10; $json.list.push(0); return $json"), scope);

        Assert.Equal("""[{"n":11,"list":[1,0]},{"n":12,"list":[2,0]}]""", result.Items.Text());
        Assert.Equal("""[{"n":1,"list":[1]},{"n":2,"list":[2]}]""", (await scope.Items.ReadAllAsync(default)).Text());
    }

    [Fact]
    public async Task RunAsync_ValuesWithoutJson_AreNormalised()
    {
        const string Source = "return { u: undefined, n: NaN, i: -Infinity, z: -0, d: new Date(0), dt: DateTime.fromMillis(0, { zone: 'utc' }), f() {}, s: '\\ud800x', 2: 'b', 1: 'a' }";

        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem(Source), TestScope.Of("{}"));

        Assert.Null(result.Failure);
        Assert.Equal(
            """{"1":"a","2":"b","n":null,"i":null,"z":0,"d":"1970-01-01T00:00:00.000Z","dt":"1970-01-01T00:00:00.000Z","s":"\ufffdx"}""",
            result.Items[0].Json.Text());
    }

    [Theory]
    [InlineData("return { a: 1n }")]
    [InlineData("const a = {}; a.a = a; return a")]
    public async Task RunAsync_ValueThatHasNoJson_IsAResultFailureOfThatItem(string source)
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem($"if ($itemIndex === 0) return {{}}; {source}"), TestScope.Of("{}", "{}"));

        Assert.Equal(FailureCodes.ScriptResult, result.Failure!.Code);
        Assert.Equal(1, result.Failure.Item);
    }

    [Fact]
    public async Task RunAsync_CollectItemFailures_GoesOnAndListsThem()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("if ($json.n === 1) throw new Error('no one'); if ($json.n === 3) return 3; return $json", collect: true),
            TestScope.Of("""{"n":0}""", """{"n":1}""", """{"n":2}""", """{"n":3}"""));

        Assert.Null(result.Failure);
        Assert.Equal("""[{"n":0},{"n":2}]""", result.Items.Text());
        Assert.Equal([0, 2], result.Origins!);
        Assert.Equal([1, 3], result.ItemFailures.Select(failure => failure.Key));
        Assert.Contains("no one", result.ItemFailures[0].Value.Message, StringComparison.Ordinal);
        Assert.Equal(FailureCodes.ScriptResult, result.ItemFailures[1].Value.Code);
    }

    [Fact]
    public async Task RunAsync_ThrownError_HasNameMessageAndLine()
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("const a = 1;\n\nreturn $json.a.b"), TestScope.Of("{}"));

        Assert.Equal(FailureCodes.Script, result.Failure!.Code);
        Assert.Contains("TypeError", result.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(":3:", result.Failure.Stack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RunOnce_UsesTheFirstItemOnly()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("return { n: $json.n, all: $input.all().length }", once: true), TestScope.Of("""{"n":7}""", """{"n":8}"""));

        Assert.Equal("""[{"n":7,"all":1}]""", result.Items.Text());
    }

    [Fact]
    public async Task RunAsync_ManyItems_KeepTheirOrder()
    {
        var items = Json.Many(2_345, index => $$"""{"n":{{index}}}""");

        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("return { n: $json.n, i: $itemIndex }"), new TestScope { Items = Core.Model.ItemList.Of(items) });

        Assert.Equal(2_345, result.Items.Count);
        Assert.All(result.Items.Index(), pair => Assert.Equal($$"""{"n":{{pair.Index}},"i":{{pair.Index}}}""", pair.Item.Json.Text()));
    }

    [Fact]
    public async Task RunAsync_LargeItem_IsRefused()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("return { s: $itemIndex === 1 ? 'x'.repeat(5000000) : '' }"), TestScope.Of("{}", "{}"));

        Assert.Equal(FailureCodes.ItemTooLarge, result.Failure!.Code);
        Assert.Equal(1, result.Failure.Item);
    }

    [Fact]
    public async Task RunAsync_DeepItem_IsRefused()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("let o = {}; for (let i = 0; i < 100; i++) o = { o }; return o"), TestScope.Of("{}"));

        Assert.Equal(FailureCodes.ScriptResult, result.Failure!.Code);
    }

    [Fact]
    public async Task RunAsync_ConsoleOutput_IsKeptUpToItsLimit()
    {
        var result = await fixture.Scripts.RunAsync(
            ScriptRuns.PerItem("console.log('a', 1, { b: [2] }); console.warn('w'); for (let i = 0; i < 3000; i++) console.log('0123456789'); return {}"),
            TestScope.Of("{}"));

        Assert.StartsWith("a 1 {\"b\":[2]}\nwarn: w\n0123456789\n", result.Console, StringComparison.Ordinal);
        Assert.Equal(Core.Limits.ConsoleLength, result.Console!.Length);
    }

    [Fact]
    public async Task RunAsync_SourceTooLong_IsRefused()
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("/*" + new string('x', 70_000) + "*/"), TestScope.Of("{}"));

        Assert.Equal(FailureCodes.Script, result.Failure!.Code);
    }
}
