using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Tests.Kinds;

public class LoopTests
{
    [Theory]
    [InlineData("{}", 1, 1)]
    [InlineData("""{ "batchSize": 10, "concurrency": 4 }""", 10, 4)]
    [InlineData("""{ "batchSize": "={{ $json.size }}" }""", 3, 1)]
    public async Task RunAsync_Parameters_BeginTheLoop(string parameters, int batchSize, int concurrency)
    {
        var bench = KindRuns.Bench("loop", parameters).With("in", """{ "size": 3 }""");

        Assert.Equal(new NodeResult.LoopBegins(batchSize, concurrency), await bench.RunAsync());
    }

    [Theory]
    [InlineData("""{ "batchSize": 0 }""")]
    [InlineData("""{ "batchSize": 1.5 }""")]
    [InlineData("""{ "batchSize": "2" }""")]
    [InlineData("""{ "concurrency": 1001 }""")]
    [InlineData("""{ "concurrency": 0 }""")]
    public async Task RunAsync_WrongParameters_Fails(string parameters)
    {
        var failed = Assert.IsType<NodeResult.Failed>(await KindRuns.Bench("loop", parameters).RunAsync());

        Assert.Equal(FailureCodes.Parameter, failed.Failure.Code);
    }
}
