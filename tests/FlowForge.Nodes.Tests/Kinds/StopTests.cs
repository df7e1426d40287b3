using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Tests.Kinds;

public class StopTests
{
    [Theory]
    [InlineData("""{ "message": "No lines." }""", "No lines.")]
    [InlineData("""{ "message": "={{ $json.why }}" }""", "because")]
    [InlineData("""{ "message": { "a": 1 } }""", """{ "a": 1 }""")]
    [InlineData("{}", "The workflow was stopped.")]
    [InlineData("""{ "message": "={{ $json.gone }}" }""", "The workflow was stopped.")]
    public async Task RunAsync_Message_IsTheFailure(string parameters, string message)
    {
        var failed = Assert.IsType<NodeResult.Failed>(await KindRuns.Bench("stop", parameters).With("in", """{ "why": "because" }""").RunAsync());

        Assert.Equal(FailureCodes.Stopped, failed.Failure.Code);
        Assert.Equal(message, failed.Failure.Message);
    }

    [Fact]
    public async Task RunAsync_LongMessage_IsCutBetweenCharacters()
    {
        var bench = KindRuns.Bench("stop", $$"""{ "message": "{{new string('x', 1_999)}}😀 and more" }""");

        var failed = Assert.IsType<NodeResult.Failed>(await bench.RunAsync());

        Assert.Equal(new string('x', 1_999), failed.Failure.Message);
    }
}
