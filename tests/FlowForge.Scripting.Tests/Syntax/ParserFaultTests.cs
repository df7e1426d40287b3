using FlowForge.Scripting.Syntax;

namespace FlowForge.Scripting.Tests.Syntax;

/// <summary>Found by <see cref="GateFuzzTests"/>: sources at which the parser breaks. A workflow with one was a fault of the host when it was saved.</summary>
public sealed class ParserFaultTests
{
    [Theory]
    [InlineData("/\\9007199254740993/")]
    [InlineData("/a{1,99999999999999999999}\\99999999999/.test('a')")]
    [InlineData("/(?<a>b)\\4294967296/u")]
    public void Read_ARegularExpressionWithAHugeNumber_IsAProblemOrParses(string source)
    {
        var expression = ScriptSyntax.ReadExpression(source, out _, out _);
        var body = ScriptSyntax.ReadBody($"return {source}", out _);

        Assert.Equal(expression is null, body is null);
        Assert.True(expression is null || expression.Message.Length > 0);
    }

    [Fact]
    public void Read_TheSourceThatWasFound_IsAProblem() =>
        Assert.Equal("expression.failed", ScriptSyntax.ReadExpression("/\\9007199254740993/", out _, out _)?.Code);
}
