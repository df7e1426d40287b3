using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;
using static FlowForge.Core.Tests.Validation.Draw;

namespace FlowForge.Core.Tests.Validation;

public class SettingsTests
{
    public static TheoryData<WorkflowConfig, string?> Configs => new()
    {
        { new() { Timezone = "Europe/Berlin", TimeoutSeconds = 0.5, RetentionDays = 30, ErrorWorkflow = "alert-team" }, null },
        { new() { Timezone = "UTC" }, null },
        { new() { Timezone = "Mars/Olympus" }, "config.timezone config.timezone" },
        { new() { Timezone = "../../etc/passwd" }, "config.timezone config.timezone" },
        { new() { Timezone = "" }, "config.timezone config.timezone" },
        { new() { TimeoutSeconds = 0 }, "config.value config.timeoutSeconds" },
        { new() { TimeoutSeconds = double.NaN }, "config.value config.timeoutSeconds" },
        { new() { TimeoutSeconds = 1e300 }, "config.value config.timeoutSeconds" },
        { new() { RetentionDays = -1 }, "config.value config.retention.days" },
        { new() { ErrorWorkflow = "a/b" }, "config.value config.errorWorkflow" },
        { new() { Concurrency = new("k", 0) }, "config.value config.concurrency.limit" },
        { new() { Concurrency = new("", 1) }, "config.value config.concurrency.key" },
        { new() { Join = JoinRule.Each }, "config.joinNeedsSequential config.join" },
        { new() { Join = JoinRule.Each, Order = RunOrder.Sequential }, null },
        { new() { Concurrency = new("={{ !! }}", 1) }, "expression.syntax config.concurrency.rules[0].name" },
    };

    [Theory]
    [MemberData(nameof(Configs))]
    public void Validate_Config_IsInRange(WorkflowConfig config, string? problem) =>
        Assert.Equal(problem is null ? [] : [problem], Problems(Workflow([Start()]) with { Config = config }));

    [Fact]
    public void Validate_NodeSettings_AreInRange()
    {
        var nodes = new[]
        {
            Start(),
            Node("a") with { Retry = new(0), TimeoutSeconds = -1 },
            Node("b") with { Retry = new(Limits.Tries + 1, 86_401) },
            Node("c") with { Retry = new(Limits.Tries, 86_400), TimeoutSeconds = 1 },
            Node("d") with { KindVersion = 0 },
            Node("e", "strict", "{\"url\":\"https://x\"}") with { KindVersion = 3 },
        };

        Assert.Equal(
            [
                "node.timeoutSeconds graph.nodes[1].timeoutSeconds",
                "node.retry graph.nodes[1].retry.maxTries",
                "node.retry graph.nodes[2].retry.maxTries",
                "node.retry graph.nodes[2].retry.delaySeconds",
                "node.kindVersion graph.nodes[4].kindVersion",
                "node.kindVersion graph.nodes[5].kindVersion",
            ],
            Problems(Workflow(nodes, "start>a", "start>b", "start>c", "start>d", "start>e")));
    }

    [Fact]
    public void Validate_KindOfAnotherHost_IsRefusedByName()
    {
        var workflow = Workflow([Start(), Node("a", "browser")], "start>a");

        var problem = Assert.Single(WorkflowValidator.Validate(workflow, TestKinds.All));
        Assert.Equal(("node.notHere", "graph.nodes[1].kind"), (problem.Code, problem.Path));
        Assert.Contains("'a'", problem.Message, StringComparison.Ordinal);
        Assert.Empty(WorkflowValidator.Validate(workflow, TestKinds.All, here: RunsIn.Browser));
    }

    [Fact]
    public void Validate_Credentials_AreWarnedOf()
    {
        var nodes = new[]
        {
            Start(),
            Node("a") with { Credentials = new Dictionary<string, string> { ["api key"] = "shop" } },
            Node("b", parameters: "{\"auth\":{\"type\":\"signature\",\"credential\":\"shop\"}}"),
            Node("c", parameters: "{\"auth\":{\"type\":\"none\"}}"),
            Node("d", parameters: "{\"auth\":{\"credential\":\"shop\"}}"),
            Node("e", parameters: "{\"auth\":{\"type\":\"basic\"}}"),
        };

        Assert.Equal(
            [
                "credential.unavailable? graph.nodes[1].credentials['api key']",
                "credential.unavailable? graph.nodes[2].parameters.auth",
                "credential.unavailable? graph.nodes[4].parameters.auth",
                "credential.unavailable? graph.nodes[5].parameters.auth",
            ],
            Problems(Workflow(nodes, "start>a", "start>b", "start>c", "start>d", "start>e")));
    }
}
