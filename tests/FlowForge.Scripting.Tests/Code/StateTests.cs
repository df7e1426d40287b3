using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Code;

/// <summary><c>$getWorkflowStaticData</c>: an object that the script changes in place.</summary>
[Collection(ScriptsCollection.Name)]
public sealed class StateTests(ScriptsFixture fixture)
{
    private readonly ProcessScripts _scripts = fixture.Scripts;

    private static TestScope Scope(string global = """{"count":1,"list":[1],"gone":true}""", string node = "{}", params string[] items) => new()
    {
        Items = Core.Model.ItemList.Of(Json.Items(items.Length == 0 ? ["{}"] : items)),
        States = new() { [""] = global, ["Code"] = node, ["Second"] = """{"own":2}""" },
    };

    [Fact]
    public async Task RunAsync_ChangesInPlace_GivesWhatChangedByKey()
    {
        var result = await _scripts.RunAsync(ScriptRuns.AllItems(
            """
            const data = $getWorkflowStaticData('global');
            data.count += 1;
            data.list.push('größe 🙂');
            data.new = { deep: [{ x: -0 }], 2: 1 };
            delete data.gone;
            const mine = $getWorkflowStaticData('node');
            mine.at = 5;
            return [{ count: data.count, same: data === $getWorkflowStaticData('global'), before: mine.before ?? 'none' }];
            """), Scope());

        Assert.Null(result.Failure);
        Assert.Equal("""[{"count":2,"same":true,"before":"none"}]""", result.Items.Text());
        Assert.Equal(
            ["""workflow count=2 list=[1,"größe 🙂"] new={"2":1,"deep":[{"x":0}]} -gone""", "code at=5"],
            result.State.Select(Text));
    }

    [Theory]
    [InlineData("$getWorkflowStaticData('global').count; return []")]
    [InlineData("const d = $getWorkflowStaticData('global'); d.count = 2; d.count = 1; return []")]
    [InlineData("return []")]
    public async Task RunAsync_NothingChanged_GivesNoChange(string source)
    {
        Assert.Empty((await _scripts.RunAsync(ScriptRuns.AllItems(source), Scope())).State);
    }

    [Fact]
    public async Task RunAsync_PerItem_SharesOneObjectOverAllItems()
    {
        var result = await _scripts.RunAsync(
            ScriptRuns.PerItem("const d = $getWorkflowStaticData('node'); d.n = (d.n ?? 0) + $json.n; return { n: d.n }"),
            Scope(items: ["""{"n":1}""", """{"n":2}""", """{"n":3}"""]));

        Assert.Equal("""[{"n":1},{"n":3},{"n":6}]""", result.Items.Text());
        Assert.Equal(["code n=6"], result.State.Select(Text));
    }

    [Fact]
    public async Task RunAsync_PerItemWithFailures_KeepsWhatTheOthersChanged()
    {
        var result = await _scripts.RunAsync(
            ScriptRuns.PerItem("const d = $getWorkflowStaticData('node'); d['k' + $json.n] = 1; if ($json.n === 2) throw new Error('x'); return {}", collect: true),
            Scope(items: ["""{"n":1}""", """{"n":2}"""]));

        Assert.Single(result.ItemFailures);
        Assert.Equal(["code k1=1 k2=1"], result.State.Select(Text));
    }

    [Fact]
    public async Task RunAsync_Fails_GivesNoChange()
    {
        var result = await _scripts.RunAsync(ScriptRuns.AllItems("$getWorkflowStaticData('global').count = 9; throw new Error('x')"), Scope());

        Assert.Equal(FailureCodes.Script, result.Failure!.Code);
        Assert.Empty(result.State);
    }

    [Fact]
    public async Task RunAsync_Chain_EachStepSeesWhatTheOneBeforeLeft()
    {
        const string add = "const d = $getWorkflowStaticData('global'); d.count += 1; d[$json.by ?? 'first'] = d.count; $getWorkflowStaticData('node').ran = true; return { by: 'second', own: $getWorkflowStaticData('node').own }";
        var scope = Scope();
        var results = await _scripts.RunAsync([ScriptRuns.PerItem(add), ScriptRuns.PerItem(add, "Second"), ScriptRuns.PerItem("return { sum: $getWorkflowStaticData('global').count }", "Third")], scope, default);

        Assert.Equal(["workflow count=2 first=2", "code ran=true"], results[0].State.Select(Text));
        Assert.Equal(["workflow count=3 second=3", "second ran=true"], results[1].State.Select(Text));
        Assert.Equal("""[{"by":"second","own":2}]""", results[1].Items.Text());
        Assert.Equal("""[{"sum":3}]""", results[2].Items.Text());
        Assert.Empty(results[2].State);
        Assert.Equal(["", "Code", "Second"], scope.StatesAsked.Order());
    }

    [Fact]
    public async Task RunAsync_NameIsComputed_IsFetched()
    {
        var result = await _scripts.RunAsync(ScriptRuns.AllItems("const d = $getWorkflowStaticData(['glo', 'bal'].join('')); d.count++; return [d]"), Scope());

        Assert.Equal(["workflow count=2"], result.State.Select(Text));
    }

    [Theory]
    [InlineData("$getWorkflowStaticData('globl')", "takes 'global' or 'node'")]
    [InlineData("$getWorkflowStaticData()", "takes 'global' or 'node'")]
    [InlineData("const d = $getWorkflowStaticData('global'); d.self = d", "Cyclic")]
    [InlineData("$getWorkflowStaticData('global').n = 1n", "BigInt")]
    [InlineData("$getWorkflowStaticData('global').toJSON = () => 5", "no object")]
    [InlineData("$getWorkflowStaticData('global').toJSON = () => { for (;;); }", "time")]
    public async Task RunAsync_StateThatCannotBe_FailsAndGivesNoChange(string source, string message)
    {
        var result = await _scripts.RunAsync(ScriptRuns.AllItems(source + "; return []", seconds: 1), Scope());

        Assert.Contains(message, result.Failure!.Message, StringComparison.Ordinal);
        Assert.Empty(result.State);
    }

    [Fact]
    public async Task RunAsync_StateTooLarge_IsALimit()
    {
        var result = await _scripts.RunAsync(
            ScriptRuns.AllItems($"$getWorkflowStaticData('global').s = 'x'.repeat({Limits.StateBytes}); return []"), Scope());

        Assert.Equal(FailureCodes.StateTooLarge, result.Failure!.Code);
    }

    [Fact]
    public async Task ResolveAsync_Expression_IsRefused()
    {
        var value = await _scripts.EvaluateAsync("={{ $getWorkflowStaticData('global').count }}", Scope());

        Assert.Contains("code nodes only", value.Failure!.Message, StringComparison.Ordinal);
    }

    private static string Text(StateChange change) => string.Join(' ', [
        change.Scope.NodeId ?? "workflow",
        .. change.Set.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.GetRawText()}"),
        .. change.Removed.Select(key => $"-{key}")]);
}
