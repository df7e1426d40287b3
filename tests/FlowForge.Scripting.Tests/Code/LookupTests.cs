using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Code;

[Collection(ScriptsCollection.Name)]
public sealed class LookupTests(ScriptsFixture fixture)
{
    private readonly ProcessScripts _scripts = fixture.Scripts;

    private static TestScope Scope() => TestScope.Of("""{"n":0}""", """{"n":1}""", """{"n":2}""")
        .With("X", """{"x":"a"}""", """{"x":"b"}""", """{"x":"c"}""")
        .With("Empty", Array.Empty<string>())
        .Paired("X", index => index == 2 ? Failure.Of(FailureCodes.LineageLost, "lost on the way") : 1 - index);

    [Theory]
    [InlineData("$('X').item.json.x", """["b","a"]""")]
    [InlineData("$(\"X\").first().json.x", """["a","a"]""")]
    [InlineData("$(`X`).last().json.x", """["c","c"]""")]
    [InlineData("$('X').all().length", "[3,3]")]
    [InlineData("$('X').all()[$itemIndex].json.x", """["a","b"]""")]
    [InlineData("$('X').params.of", """["it","it"]""")]
    [InlineData("$('X').isExecuted", "[true,true]")]
    [InlineData("$('Nope').isExecuted", "[false,false]")]
    [InlineData("$node['X'].json.x", """["a","b"]""")]
    [InlineData("$node.X.json.x", """["a","b"]""")]
    [InlineData("$items('X')[0].json.x", """["a","a"]""")]
    [InlineData("$('Empty').first()", "[null,null]")]
    [InlineData("$('X').itemMatching(0).json.x", """["b","b"]""")]
    [InlineData("$(['X'].join()).first().json.x", """["a","a"]""")]
    [InlineData("$('X')[['all', ''].join('')]().length", "[3,3]")]
    [InlineData("(n => $(n).item.json.x)('X')", """["b","a"]""")]
    public async Task ResolveAsync_OtherNode_IsAnswered(string expression, string expected)
    {
        var results = await _scripts.ResolveAsync($$"""{"v":{{System.Text.Json.JsonSerializer.Serialize($"={{{{ {expression} }}}}")}}}""", Scope());

        Assert.Null(results[0].Failure);
        Assert.Equal(expected, $"[{string.Join(",", results.Take(2).Select(result => result.Value.GetProperty("v").Text()))}]");
    }

    [Fact]
    public async Task ResolveAsync_LineageLost_FailsOnlyThatItem()
    {
        var results = await _scripts.ResolveAsync("""{"v":"={{ $('X').item.json.x }}"}""", Scope());

        Assert.Equal([false, false, true], results.Select(result => result.IsFailure));
        Assert.Equal(FailureCodes.LineageLost, results[2].Failure!.Code);
        Assert.Contains("lost on the way", results[2].Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$('Nope').first().json")]
    [InlineData("$('Nope').item.json")]
    [InlineData("$('No' + 'pe').all()")]
    public async Task ResolveAsync_NotUpstream_HasItsCode(string expression)
    {
        var value = await _scripts.EvaluateAsync($"={{{{ {expression} }}}}", Scope());

        Assert.Equal(FailureCodes.NotUpstream, value.Failure!.Code);
    }

    [Fact]
    public async Task RunAsync_NotUpstream_MayBeCaught()
    {
        var result = await _scripts.RunAsync(ScriptRuns.PerItem("try { return $('Nope').first().json } catch (e) { return { e: e.message } }"), Scope());

        Assert.Contains("not upstream", result.Items[0].Json.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_FetchBeyondItsBytes_IsALimit()
    {
        var scope = TestScope.Of("{}").With("Big", Json.Many(12, _ => $$"""{"s":"{{new string('x', 1_200_000)}}"}"""));

        var result = await _scripts.RunAsync(
            ScriptRuns.PerItem("for (const form of ['all', 'first', 'last']) $('B' + 'ig')[form](); return {}"), scope);

        Assert.Equal(FailureCodes.ScriptLimit, result.Failure!.Code);
    }

    [Fact]
    public async Task RunAsync_NothingAsked_AsksTheScopeNothing()
    {
        var scope = Scope();

        await _scripts.RunAsync(ScriptRuns.PerItem("return { n: $json.n }"), scope);

        Assert.Equal(0, scope.Questions);
    }

    [Fact]
    public async Task ResolveAsync_PageInTheMiddle_SeesTheWholeInput()
    {
        var prepared = _scripts.Prepare(Json.Of("""{"v":"={{ [$itemIndex, $json.n, $input.first().json.n, $input.last().json.n, $input.all().length, $('X').item.json.x] }}"}"""));
        var scope = TestScope.Of("""{"n":0}""", """{"n":1}""", """{"n":2}""").With("X", """{"x":"a"}""", """{"x":"b"}""", """{"x":"c"}""")
            .Paired("X", index => index);

        var results = await _scripts.ResolveAsync(prepared, scope, 1, 1, default);

        Assert.Equal("""{"v":[1,1,0,2,3,"b"]}""", Assert.Single(results).Value.Text());
    }
}
