using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

public class CodeTests
{
    private static readonly IScriptKind Kind = (IScriptKind)KindRuns.Kind("code");

    [Theory]
    [InlineData("""{ "source": "return $json" }""", "return $json", true)]
    [InlineData("""{ "mode": "allItems", "source": "return []" }""", "return []", false)]
    [InlineData("""{ "source": "=not {{ a }} template" }""", "=not {{ a }} template", true)]
    public void Step_Parameters_BecomeTheStep(string parameters, string source, bool perItem)
    {
        var step = Kind.Step(KindRuns.Node("code", parameters) with { Name = "My code", RunOnce = true });

        Assert.Equal(new ScriptStep("n", "My code", source, perItem, TimeSpan.FromSeconds(Limits.ScriptSeconds), RunOnce: true), step);
    }

    [Theory]
    [InlineData(3.5, 3.5)]
    [InlineData(60, Limits.ScriptSeconds)]
    public void Step_TimeoutOfNode_CountsWhenItIsSmaller(double seconds, double expected) =>
        Assert.Equal(expected, Kind.Step(KindRuns.Node("code", """{ "source": "" }""") with { TimeoutSeconds = seconds })!.Timeout.TotalSeconds);

    [Theory]
    [InlineData(OnError.Stop, false)]
    [InlineData(OnError.Continue, true)]
    [InlineData(OnError.ErrorOutput, true)]
    public void Step_OnError_DecidesWhetherOtherItemsGoOn(OnError onError, bool collects) =>
        Assert.Equal(collects, Kind.Step(KindRuns.Node("code", """{ "source": "" }""") with { OnError = onError })!.CollectItemFailures);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "source": 5 }""")]
    [InlineData("""{ "source": "", "mode": "twice" }""")]
    public async Task RunAsync_WrongParameters_FailsAndHasNoStep(string parameters)
    {
        Assert.Null(Kind.Step(KindRuns.Node("code", parameters)));
        Assert.Equal(FailureCodes.Parameter, Assert.IsType<NodeResult.Failed>(await KindRuns.Bench("code", parameters).RunAsync()).Failure.Code);
    }

    [Fact]
    public async Task RunAsync_TooLongSource_Fails()
    {
        var bench = KindRuns.Bench("code", $$"""{ "source": "{{new string('x', Limits.ScriptSource + 1)}}" }""");

        Assert.Equal(FailureCodes.Parameter, Assert.IsType<NodeResult.Failed>(await bench.RunAsync()).Failure.Code);
    }

    [Fact]
    public async Task RunAsync_Result_IsWrittenWithItsOrigins()
    {
        var bench = Bench(new ScriptResult { Items = [Item(1), Item(2), Item(3)], Origins = [2, -1, 0] });

        await bench.RunAsync();

        Assert.Equal(["""{"n":1}""", """{"n":2}""", """{"n":3}"""], bench.Texts("out"));
        Assert.Equal([Origin.First(2), Origin.None, Origin.First(0)], bench.Output["out"].Select(one => one.Origins.Single()));
    }

    [Fact]
    public async Task RunAsync_ResultInSameOrder_HasTheOriginOfItsPlace()
    {
        var bench = Bench(new ScriptResult { Items = [Item(1), Item(2)] });

        await bench.RunAsync();

        Assert.Equal([Origin.First(0), Origin.First(1)], bench.Output["out"].Select(one => one.Origins.Single()));
    }

    [Fact]
    public async Task RunAsync_FailureOfScript_IsTheNodes()
    {
        var failure = Failure.Of(FailureCodes.ScriptTimeout, "Too slow.");

        Assert.Equal(new NodeResult.Failed(failure), await Bench(new ScriptResult { Failure = failure }).RunAsync());
    }

    [Fact]
    public async Task RunAsync_FailuresOfItems_AreNotedAndTheRestGoesOn()
    {
        var bench = Bench(
            new ScriptResult { Items = [Item(2)], Origins = [1], ItemFailures = [new(0, Failure.Of(FailureCodes.Script, "Bad item."))] }, OnError.Continue);

        Assert.Equal(NodeResult.Done, await bench.RunAsync());

        Assert.Equal([0], bench.ItemFailures.Keys);
        Assert.Equal(["""{"n":2}"""], bench.Texts("out"));
    }

    private static NodeBench Bench(ScriptResult result, OnError onError = OnError.Stop) =>
        new(Kind, KindRuns.Node("code", """{ "source": "return $json" }""") with { OnError = onError }) { Script = _ => result };

    private static Item Item(int n) => new(JsonElement.Parse($$"""{"n":{{n}}}"""));
}
