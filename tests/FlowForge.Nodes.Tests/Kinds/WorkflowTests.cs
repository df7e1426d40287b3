using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Tests.Kinds;

public class WorkflowTests
{
    [Theory]
    [InlineData("""{ "id": "child" }""", "child", false, true)]
    [InlineData("""{ "id": "child", "mode": "perItem" }""", "child", true, true)]
    [InlineData("""{ "id": "child", "mode": "once", "wait": false }""", "child", false, false)]
    [InlineData("""{ "id": "={{ $json.target }}", "mode": "perItem" }""", "first", true, true)]
    public async Task RunAsync_Parameters_SayWhatIsCalled(string parameters, string id, bool isPerItem, bool isAwaited)
    {
        var bench = KindRuns.Bench("workflow", parameters).With("in", """{ "target": "first" }""", """{ "target": "second" }""");

        Assert.Equal(new NodeResult.CallWorkflow(id, isPerItem, isAwaited), await bench.RunAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "id": "" }""")]
    [InlineData("""{ "id": 5 }""")]
    [InlineData("""{ "id": "={{ $json.none }}" }""")]
    [InlineData("""{ "id": "child", "mode": "each" }""")]
    [InlineData("""{ "id": "child", "wait": "no" }""")]
    public async Task RunAsync_WrongParameters_Fails(string parameters)
    {
        var failed = Assert.IsType<NodeResult.Failed>(await KindRuns.Bench("workflow", parameters).With("in", "{}").RunAsync());

        Assert.Equal(FailureCodes.Parameter, failed.Failure.Code);
    }
}
