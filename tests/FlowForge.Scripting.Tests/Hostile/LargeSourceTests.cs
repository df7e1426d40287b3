using FlowForge.Core.Failures;
using FlowForge.Scripting.Tests.Support;
using FlowForge.Scripting.Tests.Syntax;

namespace FlowForge.Scripting.Tests.Hostile;

/// <summary>Sources that are refused by size, by the parser, or at the latest by the worker.</summary>
[Collection(HostileCollection.Name)]
public sealed class LargeSourceTests(ScriptsFixture fixture)
{
    [Theory]
    [MemberData(nameof(ScriptSyntaxTests.DeepSources), MemberType = typeof(ScriptSyntaxTests))]
    public async Task RunAsync_DeepSource_FailsOrGivesAValue(string source)
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem($"const a = {{}}, c = 1; class X {{}} return {{ v: typeof ({source}) }}", seconds: 1), TestScope.Of("{}"));

        Assert.True(
            result.Failure is null or { Code: FailureCodes.Script or FailureCodes.ScriptLimit or FailureCodes.ScriptTimeout }, result.Failure?.ToString());
    }

    [Fact]
    public async Task RunAsync_ManyTerms_AreRefusedBySize()
    {
        var result = await fixture.Scripts.RunAsync(ScriptRuns.PerItem("return { v: " + string.Join("+", Enumerable.Repeat("1", 300_000)) + " }"), TestScope.Of("{}"));

        Assert.Equal(FailureCodes.Script, result.Failure!.Code);
    }

    [Fact]
    public async Task EvaluateAsync_ManyBrackets_AreRefused()
    {
        var value = await fixture.Scripts.EvaluateAsync("={{ " + new string('(', 20_000) + " }}", TestScope.Of("{}"));

        Assert.Equal(FailureCodes.Expression, value.Failure!.Code);
    }
}
