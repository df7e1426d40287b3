using FlowForge.Core.Failures;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Expressions;

[Collection(ScriptsCollection.Name)]
public sealed class ResolveTests(ScriptsFixture fixture)
{
    private readonly ProcessScripts _scripts = fixture.Scripts;

    [Theory]
    [InlineData("={{ $json.n }}", "5")]
    [InlineData("={{ $json.n + 1 }}", "6")]
    [InlineData("={{$json.s.toUpperCase()}}", "\"ABC\"")]
    [InlineData("={{ $json.missing }}", "null")]
    [InlineData("={{ $json.o }}", """{"a":[1,null]}""")]
    [InlineData("={{ ({ ...$json.o, u: undefined }) }}", """{"a":[1,null]}""")]
    [InlineData("={{ 0 / 0 }}", "null")]
    [InlineData("={{ new Date(0) }}", "\"1970-01-01T00:00:00.000Z\"")]
    [InlineData("={{ }}", "null")]
    [InlineData("={{ $json.n; }}", "5")]
    [InlineData("={{ $json.n // a comment }}", "5")]
    [InlineData("={{ () => 1 }}", "null")]
    [InlineData("={{ $json.n }} items", "\"5 items\"")]
    [InlineData("=a {{ $json.missing }}b{{ null }}c", "\"a bc\"")]
    [InlineData("={{ $json.o }}!", "\"{\\u0022a\\u0022:[1,null]}!\"")]
    [InlineData("={{ [1, 2].map(x => x) }}!", "\"[1,2]!\"")]
    [InlineData("={{ new Date(0) }}!", "\"1970-01-01T00:00:00.000Z!\"")]
    [InlineData("={{ true }} {{ 1.5 }} {{ 1e21 }} {{ -0 }}", "\"true 1.5 1e\\u002B21 0\"")]
    [InlineData("={{ $json.s }}{{ $json.s }}", "\"abcabc\"")]
    [InlineData("=quote \" and \\ {{ $json.s }}", "\"quote \\u0022 and \\\\ abc\"")]
    [InlineData("=plain text", "\"plain text\"")]
    [InlineData("=", "\"\"")]
    [InlineData("=}} only", "\"}} only\"")]
    [InlineData("not a template {{ $json.n }}", "\"not a template {{ $json.n }}\"")]
    [InlineData("={{ '}}' + `${'{{'}}}` + /}}/.source }}", "\"}}{{}}}}\"")]
    [InlineData("={{ {a: {b: 1}}.a }}", """{"b":1}""")]
    [InlineData("={{ (() => { const x = { y: 2 }; return x.y })() }}", "2")]
    public async Task ResolveAsync_Template_GivesItsValue(string template, string expected)
    {
        var value = await _scripts.EvaluateAsync(template, TestScope.Of("""{"n":5,"s":"abc","o":{"a":[1,null]}}"""));

        Assert.Null(value.Failure);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(Json.Of(expected)), System.Text.Json.JsonSerializer.Serialize(value.Value));
    }

    [Fact]
    public async Task ResolveAsync_NestedParameters_KeepTheirShape()
    {
        var results = await _scripts.ResolveAsync(
            """{ "a": [1, "={{ $json.n * 2 }}", { "b": "={{ $json.n }}" }], "e": {}, "l": [], "t": "x" }""", TestScope.Of("""{"n":1}""", """{"n":2}"""));

        Assert.Equal("""{"a":[1,2,{"b":1}],"e":{},"l":[],"t":"x"}""", results[0].Value.Text());
        Assert.Equal("""{"a":[1,4,{"b":2}],"e":{},"l":[],"t":"x"}""", results[1].Value.Text());
    }

    [Fact]
    public async Task ResolveAsync_ExpressionThrows_FailsThatItemWithPathTextAndPosition()
    {
        var results = await _scripts.ResolveAsync(
            """{ "list": [{ "url": "=x {{ $json.a.b.c }}" }] }""", TestScope.Of("""{"a":{"b":{"c":1}}}""", "{}", """{"a":{"b":{"c":3}}}"""));

        Assert.Equal([false, true, false], results.Select(result => result.IsFailure));
        Assert.Equal("""{"list":[{"url":"x 3"}]}""", results[2].Value.Text());
        var failure = results[1].Failure!;
        Assert.Equal(FailureCodes.Expression, failure.Code);
        Assert.Contains("list[0].url", failure.Message, StringComparison.Ordinal);
        Assert.Contains("$json.a.b.c", failure.Message, StringComparison.Ordinal);
        Assert.Contains("at 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("TypeError", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_ExpressionDoesNotParse_FailsEachResolution()
    {
        var prepared = _scripts.Prepare(Json.Of("""{ "a": "={{ 1 + }}", "b": "={{ 2 }}" }"""));

        var results = await _scripts.ResolveAsync(prepared, TestScope.Of("{}", "{}"), 0, 2, default);

        Assert.Equal("a", Assert.Single(prepared.Problems).Key);
        Assert.All(results, result => Assert.Equal(FailureCodes.Expression, result.Failure!.Code));
    }

    [Theory]
    [InlineData("={{ $json.n")]
    [InlineData("={{ '}} ")]
    public async Task ResolveAsync_BracesNeverClosed_Fail(string template)
    {
        var value = await _scripts.EvaluateAsync(template, TestScope.Of("{}"));

        Assert.Contains("no closing", value.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResolveAsync_CountZero_GivesOneResultWithAnEmptyItem()
    {
        var results = await _scripts.ResolveAsync(
            _scripts.Prepare(Json.Of("""{ "a": "={{ Object.keys($json).length }}" }""")), new TestScope(), 0, 0, default);

        Assert.Equal("""{"a":0}""", Assert.Single(results).Value.Text());
    }

    [Fact]
    public async Task ResolveAsync_TemplatesWithoutExpressions_AreTheirText()
    {
        var prepared = _scripts.Prepare(Json.Of("""{ "a": 1, "b": "=text" }"""));

        var results = await _scripts.ResolveAsync(prepared, TestScope.Of("{}", "{}"), 0, 2, default);

        Assert.False(prepared.IsLiteral);
        Assert.Equal(2, results.Count);
        Assert.Equal("text", results[1].Value.GetProperty("b").GetString());
    }

    [Fact]
    public void Prepare_NoTemplate_IsLiteral() =>
        Assert.True(_scripts.Prepare(Json.Of("""{ "a": 1, "b": ["text", "{{ 1 }}"] }""")).IsLiteral);

    [Theory]
    [InlineData("""{ "a": "={{ $json.list.push(9) }}", "b": "={{ $json.list.map(x => x) }}", "c": "={{ $json.list }}" }""", """{"a":3,"b":[1,2],"c":[1,2]}""")]
    [InlineData("""{ "a": "={{ $json.list }}", "b": "={{ $json.list.reverse() }}" }""", """{"a":[1,2],"b":[2,1]}""")]
    [InlineData("""{ "a": "={{ $input.all()[0].json.list['so' + 'rt']((a, b) => b - a)[0] }}", "b": "={{ $input.first().json.list[0] }}" }""", """{"a":2,"b":1}""")]
    [InlineData("""{ "a": "={{ delete $input.first().json.list }}", "b": "={{ $input.first().json.list.length }}" }""", """{"a":true,"b":2}""")]
    public async Task ResolveAsync_ExpressionChangesItsInput_NoOtherSeesIt(string parameters, string expected)
    {
        var results = await _scripts.ResolveAsync(parameters, TestScope.Of("""{"list":[1,2]}""", """{"list":[1,2]}"""));

        Assert.All(results, result => Assert.Equal(expected, result.Value.Text()));
    }

    [Fact]
    public async Task ResolveAsync_ManyItems_KeepTheirOrder()
    {
        var scope = new TestScope { Items = Core.Model.ItemList.Of(Json.Many(1_200, index => $$"""{"n":{{index}}}""")) };

        var results = await _scripts.ResolveAsync("""{ "v": "={{ Math.abs($json.n) }}", "i": "={{ $itemIndex }}" }""", scope);

        Assert.All(results.Index(), pair => Assert.Equal($$"""{"v":{{pair.Index}},"i":{{pair.Index}}}""", pair.Item.Value.Text()));
    }

    [Fact]
    public async Task ResolveAsync_BigIntValue_FailsThatItem()
    {
        var results = await _scripts.ResolveAsync(
            """{ "v": "={{ $json.n ? { deep: [BigInt($json.n)] } : 1 }}" }""", TestScope.Of("""{"n":0}""", """{"n":1}"""));

        Assert.Equal("""{"v":1}""", results[0].Value.Text());
        Assert.Equal(FailureCodes.Expression, results[1].Failure!.Code);
    }
}
