using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Code;

[Collection(ScriptsCollection.Name)]
public sealed class ChainTests(ScriptsFixture fixture)
{
    private readonly ProcessScripts _scripts = fixture.Scripts;

    [Fact]
    public async Task RunAsync_Chain_EachStepSeesTheItemsOfTheOneBefore()
    {
        var results = await _scripts.RunAsync(
            [
                ScriptRuns.PerItem("return $json.n > 1 ? { n: $json.n * 10 } : null", "A"),
                ScriptRuns.AllItems("return $input.all().map((item, i) => ({ json: { n: item.json.n + 1 }, pairedItem: i })).reverse()", "B"),
                ScriptRuns.PerItem("return { n: $json.n, prev: $prevNode.name, i: $itemIndex }", "C"),
            ],
            TestScope.Of("""{"n":1}""", """{"n":2}""", """{"n":3}"""), default);

        Assert.Equal("""[{"n":20},{"n":30}]""", results[0].Items.Text());
        Assert.Equal("""[{"n":31},{"n":21}]""", results[1].Items.Text());
        Assert.Equal([1, 0], results[1].Origins!);
        Assert.Equal("""[{"n":31,"prev":"B","i":0},{"n":21,"prev":"B","i":1}]""", results[2].Items.Text());
    }

    [Fact]
    public async Task RunAsync_EarlierStepsOfTheChain_AreAnsweredWithLineage()
    {
        var scope = TestScope.Of("""{"n":1}""", """{"n":2}""", """{"n":3}""").With("X", """{"x":"a"}""", """{"x":"b"}""", """{"x":"c"}""");
        scope.Paired("X", index => 2 - index);

        var results = await _scripts.RunAsync(
            [
                ScriptRuns.PerItem("return $json.n > 1 ? { a: $json.n } : null", "A"),
                ScriptRuns.AllItems("return $input.all().map((item, i) => ({ json: { b: item.json.a }, pairedItem: i })).reverse()", "B"),
                ScriptRuns.PerItem("return { a: $('A').item.json.a, b: $('B').item.json.b, x: $('X').item.json.x, first: $('A').first().json.a, ran: $('A').isExecuted }", "C"),
            ],
            scope, default);

        Assert.Null(results[2].Failure);
        Assert.Equal(
            """[{"a":3,"b":3,"x":"a","first":2,"ran":true},{"a":2,"b":2,"x":"b","first":2,"ran":true}]""", results[2].Items.Text());
    }

    [Fact]
    public async Task RunAsync_FailureInTheMiddle_EndsTheChain()
    {
        var results = await _scripts.RunAsync(
            [ScriptRuns.PerItem("return $json", "A"), ScriptRuns.PerItem("throw new Error('b')", "B"), ScriptRuns.PerItem("return $json", "C")],
            TestScope.Of("{}"), default);

        Assert.Equal(2, results.Count);
        Assert.Null(results[0].Failure);
        Assert.Equal("b", results[1].Failure!.NodeId);
    }

    [Fact]
    public async Task RunAsync_SourceThatDoesNotParse_FailsOnlyItsStep()
    {
        var results = await _scripts.RunAsync(
            [ScriptRuns.PerItem("return $json", "A"), ScriptRuns.PerItem("return {", "B")], TestScope.Of("{}"), default);

        Assert.Equal("[{}]", results[0].Items.Text());
        Assert.Equal(FailureCodes.Script, results[1].Failure!.Code);
        Assert.Contains("line 1", results[1].Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ManySteps_GiveOneResultEach()
    {
        var chain = Enumerable.Range(0, 100).Select(index => ScriptRuns.PerItem("return { n: $json.n + 1 }", $"S{index}")).ToArray();

        var results = await _scripts.RunAsync(chain, TestScope.Of("""{"n":0}"""), default);

        Assert.Equal(100, results.Count);
        Assert.Equal("""[{"n":100}]""", results[99].Items.Text());
    }
}
