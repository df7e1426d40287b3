using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>What <c>manner: n8n</c> changes of items that go on after a failure, and what <c>join: each</c> changes of an empty output and of <c>$prevNode</c>.</summary>
public sealed class MannerTests
{
    private const string Broken = """{"code":"test.broken","message":"It broke.","nodeId":"f"}""";

    [Theory]
    [InlineData(Manner.N8n, OnError.Continue, "out", """{"error":"It broke."}""")]
    [InlineData(Manner.N8n, OnError.ErrorOutput, "error", """{"error":"It broke."}""")]
    [InlineData(Manner.Own, OnError.Continue, "out", $$"""{"n":0,"error":{{Broken}}} {"n":1,"error":{{Broken}}}""")]
    [InlineData(Manner.Own, OnError.ErrorOutput, "error", $$"""{"n":0,"error":{{Broken}}} {"n":1,"error":{{Broken}}}""")]
    [InlineData(Manner.Own, OnError.Pass, "out", """{"n":0} {"n":1}""")]
    public async Task Failure_OfAWholeNode_GoesOnInTheManner(Manner manner, OnError onError, string port, string items)
    {
        var kind = new TestKind("breaks", static (_, _) => new(new NodeResult.Failed(Failure.Of("test.broken", "It broke."))));
        Assert.Equal($"{port}: {items}", await GivenAsync(kind, "f", Drawn.Of("f:breaks; t -> f", new() { Manner = manner }, OnErrorOf("f", onError))));
    }

    [Theory]
    [InlineData(Manner.N8n, OnError.Continue, """out: {"n":0} {"error":"It broke."}""")]
    [InlineData(Manner.N8n, OnError.ErrorOutput, """out: {"n":0}; error: {"n":1,"error":"It broke."}""")]
    [InlineData(Manner.Own, OnError.Continue, $$"""out: {"n":0} {"n":1,"error":{{Broken}}}""")]
    [InlineData(Manner.Own, OnError.ErrorOutput, $$"""out: {"n":0}; error: {"n":1,"error":{{Broken}}}""")]
    [InlineData(Manner.Own, OnError.Pass, """out: {"n":0} {"n":1}""")]
    public async Task Failure_OfAnItem_GoesOnInTheManner(Manner manner, OnError onError, string expected)
    {
        var kind = new TestKind("breaks", static async (context, stop) =>
        {
            await context.WriteAsync("out", (await context.FirstInput.ReadAsync(0, 1, stop))[0], Origin.First(0));
            context.FailItem(1, Failure.Of("test.broken", "It broke."));
            return NodeResult.Done;
        });
        Assert.Equal(expected, await GivenAsync(kind, "f", Drawn.Of("f:breaks; t -> f", new() { Manner = manner }, OnErrorOf("f", onError))));
    }

    [Theory]
    [InlineData(Manner.N8n, OnError.Continue, """out: {"n":0} {"n":1}""")]
    [InlineData(Manner.N8n, OnError.ErrorOutput, """error: {"error":"No items."}""")]
    [InlineData(Manner.Own, OnError.Continue, """out: {"n":0,"error":{"code":"script.result","message":"No items.","nodeId":"f"}} {"n":1,"error":{"code":"script.result","message":"No items.","nodeId":"f"}}""")]
    public async Task Failure_OfAScriptThatGivesNoItems_HandsOnTheInputInN8nsManner(Manner manner, OnError onError, string expected)
    {
        var kind = new TestKind("breaks", static (_, _) => new(new NodeResult.Failed(Failure.Of(FailureCodes.ScriptResult, "No items."))));
        Assert.Equal(expected, await GivenAsync(kind, "f", Drawn.Of("f:breaks; t -> f", new() { Manner = manner }, OnErrorOf("f", onError))));
    }

    [Theory]
    [InlineData(JoinRule.Each, "true: {}; false: {\"n\":1}")]
    [InlineData(JoinRule.All, "false: {\"n\":1}")]
    public async Task AlwaysOutput_FirstPortEmptyAndSecondNot_CountsWithJoinEachOnly(JoinRule join, string expected)
    {
        var kind = new TestKind("down", static async (context, stop) =>
        {
            await context.WriteAsync("false", (await context.FirstInput.ReadAsync(1, 1, stop))[0], Origin.First(1));
            return NodeResult.Done;
        }, outputs: ["true", "false"]);
        var config = new WorkflowConfig { Order = RunOrder.Sequential, Join = join };
        Assert.Equal(expected, await GivenAsync(kind, "f", Drawn.Of("f:down; t -> f; f.true -> a; f.false -> b", config, node => node.Id == "f" ? node with { AlwaysOutput = true } : node)));
    }

    [Theory]
    [InlineData(JoinRule.Each, "t -> a; t -> b; a -> p; b -> p", "p[0]=a/0/0 p[1]=b/0/0")]
    [InlineData(JoinRule.Each, "s:split; t -> s; s.true -> p; s.false -> p", "p[0]=s/0/0 p[1]=s/1/0")]
    [InlineData(JoinRule.Each, "t -> a; t -> b; a -> c; b -> c; c -> p", "p[0]=c/0/0 p[1]=c/0/1")]
    [InlineData(JoinRule.All, "t -> a; t -> b; a -> p; b -> p", "p=a/0/0")]
    public async Task PrevNode_IsTheArrivalThatRunsTheNode(JoinRule join, string drawn, string expected)
    {
        var asked = new List<string>();
        var kind = new TestKind("previous", async (context, stop) =>
        {
            var answer = (await context.ResolveAsync(0, 1, stop))[0].Value.GetString();
            lock (asked)
            {
                asked.Add($"p{(context.Iteration.Path.Length == 0 ? "" : $"[{context.Iteration.Path}]")}={answer}");
            }

            return NodeResult.Done;
        });
        await using var bench = new EngineBench(new TestCatalogue(kind), scripts: new PreviousScripts());
        var (run, _) = await bench.RunAsync(Drawn.Of("p:previous {\"ask\":true}; " + drawn, new() { Order = RunOrder.Sequential, Join = join }), items: 2);

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(expected, string.Join(' ', asked.Order(StringComparer.Ordinal)));
    }

    private static Func<Node, Node> OnErrorOf(string id, OnError onError) => node => node.Id == id ? node with { OnError = onError } : node;

    /// <summary>What a node of a run of two items gave: its ports and their items' JSON.</summary>
    private static async Task<string> GivenAsync(TestKind kind, string node, Workflow workflow)
    {
        await using var bench = new EngineBench(new TestCatalogue(kind));
        var run = await (await bench.StartAsync(workflow, items: 2)).Ended;
        var page = (await bench.Reader.ListAsync(run.Id, new(Node: node), default))!;
        var frame = page.Items.Single(static frame => frame.Side == FrameSide.Egress);
        return string.Join("; ", frame.Output.Where(static port => port.Count > 0).Select(static port => $"{port.Port}: {string.Join(' ', port.Items.Select(static item => item.Json.GetRawText()))}"));
    }

    /// <summary>Scripts that answer every question with the previous node: its name, output and run.</summary>
    private sealed class PreviousScripts : IScripts
    {
        public IPreparedParameters Prepare(JsonElement parameters) => new Question(!parameters.TryGetProperty("ask", out _));

        public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation)
        {
            var answer = JsonElement.Parse(scope.Previous is { } previous ? $"\"{previous.Name}/{previous.Output}/{previous.Run}\"" : "\"none\"");
            return new(Enumerable.Repeat((Outcome<JsonElement>)answer, count).ToList());
        }

        public ValueTask<IReadOnlyList<ScriptResult>> RunAsync(IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation) => throw new NotSupportedException();

        public IReadOnlyList<string?> NodeNames(string source) => [];

        public string RenameNode(string source, string from, string to) => source;

        public Failure? Check(string source) => null;

        private sealed class Question(bool isLiteral) : IPreparedParameters
        {
            public bool IsLiteral => isLiteral;

            public IReadOnlyList<string?> NodeNames => [];

            public IReadOnlyList<KeyValuePair<string, Failure>> Problems => [];
        }
    }
}
