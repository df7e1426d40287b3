using FlowForge.Core.Failures;
using FlowForge.Scripting.Syntax;

namespace FlowForge.Scripting.Tests.Syntax;

public sealed class ScriptSyntaxTests
{
    public static TheoryData<string> DeepSources => new(
        new string('(', 20_000),
        new string('[', 20_000) + new string(']', 20_000),
        string.Concat(Enumerable.Repeat("{a:", 10_000)),
        new string('!', 60_000) + "1",
        string.Concat(Enumerable.Repeat("- ", 30_000)) + "1",
        string.Join("+", Enumerable.Repeat("1", 30_000)),
        string.Join("**", Enumerable.Repeat("1", 20_000)),
        string.Concat(Enumerable.Repeat("a?b:", 15_000)) + "c",
        string.Concat(Enumerable.Repeat("a=>", 20_000)) + "1",
        string.Concat(Enumerable.Repeat("a=", 30_000)) + "1",
        string.Concat(Enumerable.Repeat("new ", 15_000)) + "X",
        string.Concat(Enumerable.Repeat("typeof ", 9_000)) + "x",
        string.Concat(Enumerable.Repeat("`${", 20_000)),
        "a" + string.Concat(Enumerable.Repeat(".b", 30_000)),
        "a" + string.Concat(Enumerable.Repeat("()", 30_000)),
        "a" + string.Concat(Enumerable.Repeat("[0]", 20_000)),
        "/" + new string('(', 30_000) + "/",
        "/" + string.Concat(Enumerable.Repeat("(?:a", 10_000)) + new string(')', 10_000) + "/");

    [Theory]
    [MemberData(nameof(DeepSources))]
    public async Task ReadExpression_DeepSource_NeverEndsTheProcess(string source)
    {
        // On the stack of a pool thread, as a host would.
        await Task.Run(() => ScriptSyntax.ReadExpression(source, out _, out _)).WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("if(1)", 10_000)]
    [InlineData("x:", 20_000)]
    [InlineData("for(;;)", 9_000)]
    [InlineData("{", 20_000)]
    [InlineData("if(1);else ", 5_000)]
    [InlineData("class A extends ", 4_000)]
    [InlineData("function f(){", 5_000)]
    public async Task ReadBody_DeepSource_NeverEndsTheProcess(string piece, int count)
    {
        var source = string.Concat(Enumerable.Repeat(piece, count));

        var failure = await Task.Run(() => ScriptSyntax.ReadBody(source, out _)).WaitAsync(TimeSpan.FromSeconds(5));

        Assert.NotNull(failure);
    }

    [Fact]
    public void ReadBody_SyntaxError_NamesLineAndColumn()
    {
        var failure = ScriptSyntax.ReadBody("const a = 1;\nreturn a +;", out _);

        Assert.Equal(FailureCodes.Script, failure!.Code);
        Assert.Contains("line 2, column 11", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("return 1")]
    [InlineData("await x; return await y")]
    [InlineData("for await (const x of y) {}")]
    [InlineData("")]
    public void ReadBody_BodyOfAnAsyncFunction_Parses(string body) => Assert.Null(ScriptSyntax.ReadBody(body, out _));

    [Theory]
    [InlineData("}); (function(){")]
    [InlineData("} catch {")]
    public void ReadBody_ThatLeavesItsWrapper_DoesNotParse(string body) => Assert.NotNull(ScriptSyntax.ReadBody(body, out _));

    [Theory]
    [InlineData("1), (2")]
    [InlineData("1; 2")]
    [InlineData("return 1")]
    public void ReadExpression_ThatIsMoreThanOne_DoesNotParse(string source) => Assert.NotNull(ScriptSyntax.ReadExpression(source, out _, out _));

    [Theory]
    [InlineData("$('X').item.json.a", "X:pair")]
    [InlineData("$(\"X\").first().json", "X:first")]
    [InlineData("$(`X`).all().map(i => $('Y').last())", "X:all Y:last")]
    [InlineData("$node['X'].json + $node.Y.json", "X:at Y:at")]
    [InlineData("$items('X')", "X:all")]
    [InlineData("$input.all().length", ":all")]
    [InlineData("$('X')", "")]
    [InlineData("$(name).all()", "")]
    public void ReadExpression_Lookups_AreForeseen(string source, string expected)
    {
        ScriptSyntax.ReadExpression(source, out var needs, out _);

        Assert.Equal(expected, string.Join(" ", needs.Lookups.Select(lookup => $"{lookup.Name}:{lookup.Form}").Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("$('X').item", "X")]
    [InlineData("$('X')", "X")]
    [InlineData("$('X').first() + $('Y').all()", "X,Y")]
    [InlineData("$(name)", "?")]
    [InlineData("$node[name].json", "?")]
    [InlineData("[$].map(f => f('X').first())", "?")]
    [InlineData("Object.keys($node)", "?")]
    [InlineData("globalThis['$']('X').first()", "?")]
    [InlineData("$json.x", "")]
    public void ReadExpression_NodeNames_AreListed(string source, string expected)
    {
        ScriptSyntax.ReadExpression(source, out var needs, out _);

        Assert.Equal(expected, string.Join(",", needs.NodeNames.Select(name => name ?? "?")));
    }

    [Theory]
    [InlineData("$json.a.map(x => x.b)", false)]
    [InlineData("$json.a === 1 ? 'x' : $json['b']", false)]
    [InlineData("$json.a.sort()", true)]
    [InlineData("$json.a = 1", true)]
    [InlineData("$json.a++", true)]
    [InlineData("delete $json.a", true)]
    [InlineData("$json[key]", true)]
    [InlineData("Object.assign($json, {})", true)]
    [InlineData("([$json.a] = [1])", true)]
    [InlineData("(({ sort }) => sort)(Array.prototype)", true)]
    public void ReadExpression_ThatMayChangeObjects_IsKnown(string source, bool expected)
    {
        ScriptSyntax.ReadExpression(source, out var needs, out _);

        Assert.Equal(expected, needs.Mutates);
    }
}
