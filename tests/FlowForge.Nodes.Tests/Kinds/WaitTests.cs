using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Kinds;

public class WaitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("{}", "2026-03-01T12:00:01Z")]
    [InlineData("""{ "mode": "time", "seconds": 90 }""", "2026-03-01T12:01:30Z")]
    [InlineData("""{ "seconds": 0.25 }""", "2026-03-01T12:00:00.25Z")]
    [InlineData("""{ "seconds": "={{ $json.s }}" }""", "2026-03-01T12:00:07Z")]
    [InlineData("""{ "mode": "until", "until": "2026-03-01T15:00:00+01:00" }""", "2026-03-01T14:00:00Z")]
    [InlineData("""{ "mode": "until", "until": "2026-03-02" }""", "2026-03-02T00:00:00Z")]
    [InlineData("""{ "mode": "until", "until": 1772366400000 }""", "2026-03-01T12:00:00Z")]
    [InlineData("""{ "mode": "until", "until": "2020-01-01" }""", "2020-01-01T00:00:00Z")]
    public async Task RunAsync_TimeOrMoment_WaitsUntilThen(string parameters, string expected)
    {
        var bench = KindRuns.Bench("wait", parameters).With("in", """{ "s": 7 }""");

        var wait = Assert.IsType<NodeResult.WaitUntil>(await bench.RunAsync());

        Assert.Equal(DateTimeOffset.Parse(expected), wait.Until);
        Assert.Equal(TimeSpan.Zero, wait.Until.Offset);
        Assert.Equal(Noon, bench.Clock.GetUtcNow());
    }

    [Fact]
    public async Task RunAsync_MomentWithoutOffset_IsInTheWorkflowsZone()
    {
        var bench = new NodeBench(KindRuns.Kind("wait"), KindRuns.Node("wait", """{ "mode": "until", "until": "2026-07-01T12:00:00" }"""))
        {
            Run = new() { RunId = new('0', 26), WorkflowId = "w", WorkflowName = "W", Timezone = "Europe/Berlin" },
        };

        var wait = Assert.IsType<NodeResult.WaitUntil>(await bench.RunAsync());

        Assert.Equal(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero), wait.Until);
    }

    [Theory]
    [InlineData("""{ "seconds": -1 }""", FailureCodes.Parameter)]
    [InlineData("""{ "seconds": "5" }""", FailureCodes.Parameter)]
    [InlineData("""{ "seconds": 1e12 }""", FailureCodes.Parameter)]
    [InlineData("""{ "mode": "until" }""", FailureCodes.Parameter)]
    [InlineData("""{ "mode": "until", "until": "tomorrow" }""", FailureCodes.Parameter)]
    [InlineData("""{ "mode": "until", "until": "2999-01-01" }""", FailureCodes.Parameter)]
    [InlineData("""{ "mode": "nap" }""", FailureCodes.Parameter)]
    [InlineData("""{ "mode": "signal" }""", FailureCodes.Parameter)]
    [InlineData("""{ "mode": "signal", "signal": "" }""", FailureCodes.Parameter)]
    [InlineData("""{ "mode": "signal", "signal": "={{ $json.none }}" }""", FailureCodes.Parameter)]
    [InlineData("""{ "mode": "approval", "deadlineSeconds": -1 }""", FailureCodes.Parameter)]
    [InlineData("""{ "mode": "approval", "deadlineSeconds": 1e12 }""", FailureCodes.Parameter)]
    public async Task RunAsync_WrongParameters_Fails(string parameters, string code)
    {
        var failed = Assert.IsType<NodeResult.Failed>(await KindRuns.Bench("wait", parameters).RunAsync());

        Assert.Equal(code, failed.Failure.Code);
    }

    [Theory]
    [InlineData("{}", "out")]
    [InlineData("""{ "mode": "until" }""", "out")]
    [InlineData("""{ "mode": "signal" }""", "out timeout")]
    [InlineData("""{ "mode": "webhook" }""", "out timeout")]
    [InlineData("""{ "mode": "approval" }""", "approved rejected timeout")]
    [InlineData("""{ "mode": 5 }""", "out")]
    public void OutputPorts_ByMode_AreThoseOfTheMode(string parameters, string ports) =>
        Assert.Equal(ports, string.Join(' ', KindRuns.Kind("wait").OutputPorts(KindRuns.Node("wait", parameters))));

    [Theory]
    [InlineData("""{ "mode": "time" }""", "")]
    [InlineData("""{ "mode": "approval" }""", "")]
    [InlineData("""{ "mode": "signal", "signal": "go" }""", "")]
    [InlineData("""{ "mode": "signal" }""", "node.parameter signal")]
    [InlineData("""{ "mode": "signal", "signal": "" }""", "node.parameter signal")]
    public void Check_Mode_ASignalIsNamed(string parameters, string problem) =>
        Assert.Equal(problem.Length == 0 ? [] : [problem], KindRuns.Problems("wait", parameters));

    [Theory]
    [InlineData("""{ "mode": "signal", "signal": "={{ $json.s }}", "deadlineSeconds": 60 }""", WaitMode.Signal, "seven", "2026-03-01T12:01:00Z", null)]
    [InlineData("""{ "mode": "signal", "signal": "go" }""", WaitMode.Signal, "go", null, null)]
    [InlineData("""{ "mode": "approval", "message": "={{ $json.s }}" }""", WaitMode.Approval, null, null, "seven")]
    [InlineData("""{ "mode": "webhook", "signal": "go", "deadlineSeconds": 0 }""", WaitMode.Webhook, null, "2026-03-01T12:00:00Z", null)]
    public async Task RunAsync_Message_WaitsForIt(string parameters, WaitMode mode, string? signal, string? until, string? message)
    {
        var wait = Assert.IsType<NodeResult.WaitFor>(await KindRuns.Bench("wait", parameters).With("in", """{ "s": "seven" }""").RunAsync());

        Assert.Equal(new(mode, until is null ? null : DateTimeOffset.Parse(until), signal, message), wait);
    }
}
