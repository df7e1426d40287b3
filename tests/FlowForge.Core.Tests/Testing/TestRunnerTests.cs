using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Previews;
using FlowForge.Core.Serialization;
using FlowForge.Core.Testing;
using FlowForge.Core.Tests.Engine;
using Xunit.Abstractions;

namespace FlowForge.Core.Tests.Testing;

/// <summary>Recorded runs as tests: they pass against the workflow that ran, and tell each change of it.</summary>
public sealed class TestRunnerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("t -> a; a -> b; t -> c", 3)]
    [InlineData("s:split; t -> s; s.true -> a; s.false -> b; a -> x; b -> x", 4)]
    [InlineData("l:loop {\"batchSize\":2}; t -> l; l.loop -> a; a -> l; l.done -> b", 5)]
    [InlineData("s:split {\"below\":99}; t -> s; s.true -> a; s.false -> b; b -> c", 2)]
    [InlineData("f:fail; t -> f; f.error -> a", 2)]
    [InlineData("f:fail; t -> a; a -> f; f -> b", 1)]
    [InlineData("w:wait {\"seconds\":0.01}; t -> w; w -> a", 2)]
    public async Task Record_ThenRun_Passes(string drawn, int items)
    {
        var workflow = Drawn.Of(drawn, change: node => node.Kind == "fail" && drawn.Contains("error", StringComparison.Ordinal) ? node with { OnError = OnError.ErrorOutput } : node);
        var test = await RecordedAsync(workflow, items);
        var outcome = await RunAsync(test, workflow);

        Assert.True(outcome.Passed, string.Join('\n', outcome.Differences));
        Assert.Equal(drawn.Contains("wait", StringComparison.Ordinal), test.Mocks.ContainsKey("w"));
    }

    [Fact]
    public async Task Record_RandomGraphs_PassAndTellAChange()
    {
        var first = Seeds.First(output);
        var told = 0;
        for (var seed = first; seed < first + 20; seed++)
        {
            var model = new Each.EachModel(seed);
            if (model.Run(3, 100).Count == 100)
            {
                continue;
            }

            var test = await RecordedAsync(model.Workflow, 3);
            var same = await RunAsync(test, model.Workflow);
            Assert.True(same.Passed, $"seed {seed}: {string.Join('\n', same.Differences)}");
            if (test.Expected.FirstOrDefault(node => model.Workflow.Nodes.Single(one => one.Id == node.Key).Kind == "tag" && node.Value.Any(result => result.Ports.Count > 0)).Key is { } tagged)
            {
                var changed = await RunAsync(test, model.Workflow with { Nodes = [.. model.Workflow.Nodes.Select(node => node.Id == tagged ? node with { Kind = "drop" } : node)] });
                Assert.Contains(changed.Differences, difference => difference.Place.StartsWith(tagged, StringComparison.Ordinal));
                told++;
            }
        }

        Assert.True(told > 5, $"{told} changes were told");
    }

    [Theory]
    [InlineData("""{ "a": [{ "ports": { "out": [{ "n": 0, "path": "a" }] } }] }""", "")]
    [InlineData("""{ "a": [{ "ports": { "out": [{ "n": 1, "path": "a" }] } }] }""", "a out[0].n: expected 1, got 0")]
    [InlineData("""{ "a": [{ "ports": { "out": [{ "n": 0 }] } }] }""", "a out[0].path: is \"a\", and was not expected")]
    [InlineData("""{ "a": [{ "ports": { "out": [{ "n": 0, "path": "a", "x": [1] }] } }] }""", "a out[0].x: expected [1], is missing")]
    [InlineData("""{ "a": [{ "ports": { "out": [{ "n": 0, "path": "a" }, {}] } }] }""", "a out: expected 2 items, got 1 item")]
    [InlineData("""{ "a": [] }""", "a: ran, and was not expected to")]
    [InlineData("""{ "a": [{ "status": "FAILED", "failure": "x.y", "ports": { "out": [{ "n": 0, "path": "a" }] } }] }""", "a: expected FAILED with x.y, was COMPLETED")]
    [InlineData("""{ "a": [{ "iteration": "1" }] }""", "a[1]: expected to run, and did not | a: ran, and was not expected to")]
    [InlineData("""{ "z": [{}] }""", "z: the workflow has no such node")]
    public async Task Run_Expected_TellsEachDifferenceInALine(string nodes, string expected)
    {
        var outcome = await RunAsync(Read($$"""{ "flowforgeTest": 1, "workflowId": "w", "items": [{ "json": { "n": 0 } }], "expect": { "nodes": {{nodes}} } }"""), Drawn.Of("t -> a"));

        Assert.Equal(expected, string.Join(" | ", outcome.Differences.Select(one => $"{one.Place}: {one.Message}")));
    }

    [Fact]
    public async Task Run_IgnoredFields_AreNotCompared()
    {
        var test = Read("""{ "flowforgeTest": 1, "workflowId": "w", "items": [{ "json": { "n": 0 } }], "expect": { "nodes": { "a": [{ "ports": { "out": [{ "n": 5, "path": "other" }] } }] } }, "ignore": { "a": ["n"], "*": ["path"] } }""");

        Assert.True((await RunAsync(test, Drawn.Of("t -> a"))).Passed);
    }

    [Fact]
    public async Task Run_MockedNode_GivesWhatTheTestSaysOfEachIteration()
    {
        var test = Read("""
            { "flowforgeTest": 1, "workflowId": "w", "items": [{ "json": { "n": 0 } }, { "json": { "n": 1 } }],
              "mocks": { "f": [{ "iteration": "0", "ports": { "out": [{ "n": 7, "path": "m" }] } }, { "iteration": "1", "status": "FAILED", "failure": "test.broken" }] },
              "expect": { "status": "FAILED", "failure": "test.broken", "nodes": { "a": [{ "iteration": "0", "ports": { "out": [{ "n": 7, "path": "ma" }] } }] } } }
            """);
        var workflow = Drawn.Of("l:loop; f:fail; t -> l; l.loop -> f; f -> a; a -> l; l.done -> b");

        var outcome = await RunAsync(test, workflow);
        Assert.True(outcome.Passed, string.Join('\n', outcome.Differences));
        var fewer = test with { Mocks = new Dictionary<string, IReadOnlyList<TestResult>> { ["f"] = [test.Mocks["f"][0]] } };
        Assert.Contains((await RunAsync(fewer, workflow)).Differences, one => one.Message.Contains("test.noMock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_Calls_AreAnsweredInOrderAndUnknownOnesTold()
    {
        var egress = new MockedEgress();
        var kinds = new TestCatalogue(new TestKind("calls out", async (context, stop) =>
        {
            foreach (var url in context.Node.Parameters.GetProperty("urls").EnumerateArray())
            {
                var answer = await egress.SendAsync(new() { Method = "GET", Url = url.GetString()! }, stop);
                await context.WriteAsync("out", new(JsonElement.Parse(answer.IsFailure ? $$"""{"no":"{{answer.Failure.Code}}"}""" : System.Text.Encoding.UTF8.GetString(answer.Value.Body.Span))), Origin.None);
            }

            return NodeResult.Done;
        }));
        var workflow = Drawn.Of("""h:calls out {"urls":["https://a.example/x?page=1","https://a.example/x?page=2","https://a.example/x?page=3","https://b.example"]}; t -> h""");
        var test = Read("""
            { "flowforgeTest": 1, "workflowId": "w", "items": [{ "json": {} }],
              "calls": [{ "url": "https://a.example/x", "json": { "n": 1 } }, { "url": "https://a.example/x", "json": { "n": 2 } }, { "method": "POST", "url": "https://a.example/x", "json": {} }],
              "expect": { "nodes": { "h": [{ "ports": { "out": [{ "n": 1 }, { "n": 2 }, { "n": 2 }, { "no": "test.unexpectedCall" }] } }] } } }
            """);

        var runner = new TestRunner(kinds, new LiteralScripts(), egress, TimeProvider.System);
        var outcome = await runner.RunAsync(test, workflow, default);
        Assert.Equal(["run: made a call that the test does not know: GET https://b.example"], outcome.Differences.Select(one => $"{one.Place}: {one.Message}"));
        Assert.Equal(["POST https://a.example/x"], outcome.Unused);

        // The next test knows nothing of the calls of this one.
        Assert.True((await runner.RunAsync(Read("""{ "flowforgeTest": 1, "workflowId": "w", "items": [{ "json": {} }] }"""), Drawn.Of("t -> a"), default)).Passed);
    }

    [Theory]
    [InlineData("""{ "flowforgeTest": 2, "workflowId": "w" }""", "test.version flowforgeTest")]
    [InlineData("""{ "flowforgeTest": 1 }""", "test.workflow workflow")]
    [InlineData("""{ "flowforgeTest": 1, "workflow": "a", "workflowId": "b" }""", "test.workflow workflow")]
    [InlineData("""{ "flowforgeTest": 1, "workflowId": "w", "now": "soon" }""", "test.now now")]
    [InlineData("""{ "flowforgeTest": 1, "workflowId": "w", "expects": {} }""", "document.unknownProperty expects")]
    [InlineData("""{ "flowforgeTest": 1, "workflowId": "w", "items": [{ "json": 1 }] }""", "document.type items[0].json")]
    [InlineData("""{ "flowforgeTest": 1, "workflowId": "w", "expect": { "nodes": { "a": [{ "status": "GOOD" }] } } }""", "document.value expect.nodes.a[0].status")]
    public void Read_WhatIsNoTest_IsRefusedWithItsPlace(string json, string problem)
    {
        var (test, problems) = WorkflowTestJson.Read(JsonElement.Parse(json));

        Assert.Null(test);
        Assert.Equal(problem, $"{problems[0].Code} {problems[0].Path}");
    }

    private static WorkflowTest Read(string json)
    {
        var (test, problems) = WorkflowTestJson.Read(JsonElement.Parse(json));
        Assert.True(test is not null, string.Join('\n', problems));
        return test;
    }

    private static Task<TestOutcome> RunAsync(WorkflowTest test, Workflow workflow) =>
        new TestRunner(new TestCatalogue(), new LiteralScripts(), new(), TimeProvider.System).RunAsync(test, workflow, default);

    /// <summary>The test of a run, written and read again.</summary>
    private static async Task<WorkflowTest> RecordedAsync(Workflow workflow, int items)
    {
        await using var bench = new EngineBench();
        var (run, _) = await bench.RunAsync(workflow, items);
        var test = await new TestRecorder(bench.Reader, bench.Store, new ExpressionPreviews(bench.Parts), new TestCatalogue()).RecordAsync(run, workflow, default);
        Assert.False(test.IsFailure, test.Failure?.Message);
        return Read(System.Text.Encoding.UTF8.GetString(JsonBuild.Bytes(writer => WorkflowTestWriting.Write(writer, test.Value)).Span));
    }
}
