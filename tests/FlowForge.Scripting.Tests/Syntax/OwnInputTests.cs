using FlowForge.Core.Ports;

namespace FlowForge.Scripting.Tests.Syntax;

/// <summary>Which sources ask for nothing but the items of their own input, so that a loop may ask for its next rounds ahead.</summary>
public sealed class OwnInputTests
{
    private static readonly IScripts Scripts = MessageScripts.Create((_, _) => throw new NotSupportedException(), TimeProvider.System);

    [Theory]
    [InlineData("return [{ json: { v: $input.first().json.i * 2 } }];")]
    [InlineData("return $input.all().map(item => ({ json: { n: item.json.n + 1 } }));")]
    [InlineData("return items;")]
    [InlineData("console.log('a'); return { n: $json.n, at: $now.toISO(), most: $max($json.n, 2), s: 'x'.toTitleCase() };")]
    [InlineData("return { n: $input.item.json.n, at: $itemIndex };")]
    [InlineData("return {}")]
    public void AsksOnlyItsInput_NothingElse_IsTrue(string source) => Assert.True(Asks(source));

    [Theory]
    [InlineData("return { n: $('A').first().json.n }")]
    [InlineData("return { n: $node['A'].json.n }")]
    [InlineData("return { n: $(name).first() }")]
    [InlineData("const state = $getWorkflowStaticData('global'); state.n = 1; return {}")]
    [InlineData("return { done: $input.context.noItemsLeft }")]
    [InlineData("return $input.all(0, 1)")]
    [InlineData("return $input['first']('x')")]
    [InlineData("const input = $input; return input.all()")]
    [InlineData("return { n: $runIndex }")]
    [InlineData("return { n: $prevNode.name }")]
    [InlineData("return globalThis.$input.all()")]
    [InlineData("return $items()")]
    [InlineData("return { id: $execution.resumeUrl }")]
    public void AsksOnlyItsInput_SomethingElse_IsFalse(string source) => Assert.False(Asks(source));

    private static bool Asks(string source) => Scripts.AsksOnlyItsInput(new("code", "Code", source, PerItem: false, TimeSpan.FromSeconds(1)));
}
