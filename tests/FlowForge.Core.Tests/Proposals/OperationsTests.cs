using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;
using FlowForge.Core.Tests.Validation;
using static FlowForge.Core.Tests.Validation.Draw;

namespace FlowForge.Core.Tests.Proposals;

public class OperationsTests
{
    private static readonly Workflow Before = Workflow(
        [
            Start(),
            Node("a", "code", """{ "source": "return $('start').all()", "mode": "allItems" }"""),
            Node("b", parameters: """{ "x": "={{ $('a').item.json.v }} of {{ $('start').item }}", "y": { "z": ["={{ $('a').first() }}", "$('a')"] } }""") with { Name = "Bee" },
        ],
        "start>a", "a>b", "a.error>b", "start>b.in");

    [Fact]
    public void Apply_RemoveNode_TakesItsEdgesAlong() =>
        Assert.Equal(["start>b.in"], Edges(Applied("""{ "type": "removeNode", "nodeId": "a" }""")));

    [Fact]
    public void Apply_AddNodeAndConnect_KeepTheOrderAskedFor()
    {
        var after = Applied(
            """{ "type": "addNode", "node": { "id": "c", "kind": "noop" }, "index": 1 }""",
            """{ "type": "connect", "edge": { "from": "a", "to": "c" }, "index": 0 }""");

        Assert.Equal(["start", "c", "a", "b"], after.Nodes.Select(node => node.Id));
        Assert.Equal(["a>c", "start>a", "a>b", "a.error>b", "start>b.in"], Edges(after));
    }

    [Fact]
    public void Apply_RenameId_MovesEdgesAndReferences()
    {
        var after = Applied("""{ "type": "renameNode", "nodeId": "a", "newId": "orders" }""");

        Assert.Equal(["start>orders", "orders>b", "orders.error>b", "start>b.in"], Edges(after));
        Assert.Equal(
            """{"x":"={{ $('orders').item.json.v }} of {{ $('start').item }}","y":{"z":["={{ $('orders').first() }}","$('a')"]}}""", after.Nodes[2].Parameters.GetRawText());
    }

    [Fact]
    public void Apply_RenameName_MovesReferencesInCodeAndNoEdge()
    {
        var after = Applied("""{ "type": "renameNode", "nodeId": "start", "newName": "Begin" }""");

        Assert.Equal(Edges(Before), Edges(after));
        Assert.Equal("return $('Begin').all()", after.Nodes[1].Parameters.GetProperty("source").GetString());
        Assert.Contains("$('Begin')", after.Nodes[2].Parameters.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_RenameIdOfANamedNode_LeavesExpressionsAlone()
    {
        var asking = Before with { Nodes = [.. Before.Nodes, Node("c", parameters: """{ "x": "={{ $('Bee').item }}" }""")] };
        var after = Operations.Apply(asking, [new WorkflowOperation.RenameNode("b", "b2")], TestKinds.All, new TestScripts()).Workflow!;

        Assert.Same(asking.Nodes[3], after.Nodes[3]);
        Assert.Equal(["start>a", "a>b2", "a.error>b2", "start>b2.in"], Edges(after));
    }

    [Fact]
    public void Apply_SetParameters_KeepsTheOthersAndTakesNullsAway() => Assert.Equal(
        """{"y":1,"new":{"a":null}}""",
        Applied("""{ "type": "setParameters", "nodeId": "b", "parameters": { "y": 1, "x": null, "new": { "a": null }, "never": null } }""").Nodes[2].Parameters.GetRawText());

    [Fact]
    public void Apply_SetConfig_KeepsTheOthersAndPutsNullsBack()
    {
        var set = Applied("""{ "type": "setConfig", "config": { "timezone": "Europe/Berlin", "order": "sequential", "join": "each" } }""").Config;
        Assert.Equal(new() { Timezone = "Europe/Berlin", Order = RunOrder.Sequential, Join = JoinRule.Each }, set);

        var operations = Read("""[{ "type": "setConfig", "config": { "join": null, "healing": "suggest" } }]""");
        Assert.Equal(
            new() { Timezone = "Europe/Berlin", Order = RunOrder.Sequential, Healing = Healing.Suggest },
            Operations.Apply(Before with { Config = set }, operations, TestKinds.All, new TestScripts()).Workflow!.Config);
    }

    [Theory]
    [InlineData("""{ "from": "a", "to": "b" }""", new[] { "start>a", "a.error>b", "start>b.in" })]
    [InlineData("""{ "from": "a", "fromPort": "error", "to": "b" }""", new[] { "start>a", "a>b", "start>b.in" })]
    [InlineData("""{ "from": "start", "to": "b" }""", new[] { "start>a", "a>b", "a.error>b" })]
    public void Apply_Disconnect_FindsTheEdgeThatIsMeant(string edge, string[] left) =>
        Assert.Equal(left, Edges(Applied($$"""{ "type": "disconnect", "edge": {{edge}} }""")));

    [Theory]
    [InlineData("""{ "type": "addNode", "node": { "id": "a", "kind": "noop" } }""", "node.duplicateId operations[1].node")]
    [InlineData("""{ "type": "addNode", "node": { "id": "c", "kind": "noop", "name": "Bee" } }""", "node.duplicateName operations[1].node")]
    [InlineData("""{ "type": "addNode", "node": { "id": "Bee", "kind": "noop" } }""", "node.duplicateName operations[1].node")]
    [InlineData("""{ "type": "addNode", "node": { "id": "c", "kind": "noop", "name": " " } }""", "node.name operations[1].node")]
    [InlineData("""{ "type": "addNode", "node": { "id": "c", "kind": "noop" }, "index": 4 }""", "operation.index operations[1].index")]
    [InlineData("""{ "type": "addNode", "node": { "id": "c", "kind": "noop" }, "index": -1 }""", "operation.index operations[1].index")]
    [InlineData("""{ "type": "removeNode", "nodeId": "ghost" }""", "operation.missingNode operations[1].nodeId")]
    [InlineData("""{ "type": "replaceNode", "node": { "id": "ghost", "kind": "noop" } }""", "operation.missingNode operations[1].node.id")]
    [InlineData("""{ "type": "replaceNode", "node": { "id": "a", "kind": "noop", "name": "start" } }""", "node.duplicateName operations[1].node")]
    [InlineData("""{ "type": "renameNode", "nodeId": "a", "newId": "b" }""", "node.duplicateId operations[1].newId")]
    [InlineData("""{ "type": "renameNode", "nodeId": "a", "newName": "Bee" }""", "node.duplicateName operations[1].newName")]
    [InlineData("""{ "type": "renameNode", "nodeId": "a", "newId": "../x" }""", "node.id operations[1].newId")]
    [InlineData("""{ "type": "renameNode", "nodeId": "a" }""", "operation.nothingToDo operations[1]")]
    [InlineData("""{ "type": "setParameters", "nodeId": "ghost", "parameters": {} }""", "operation.missingNode operations[1].nodeId")]
    [InlineData("""{ "type": "connect", "edge": { "from": "a", "to": "ghost" } }""", "edge.missingNode operations[1].edge.to")]
    [InlineData("""{ "type": "connect", "edge": { "from": "ghost", "to": "a" } }""", "edge.missingNode operations[1].edge.from")]
    [InlineData("""{ "type": "connect", "edge": { "from": "a", "to": "b", "repeat": { "max": 2 } } }""", "edge.duplicate operations[1].edge")]
    [InlineData("""{ "type": "disconnect", "edge": { "from": "b", "to": "a" } }""", "operation.missingEdge operations[1].edge")]
    public void Apply_OperationThatDoesNotFit_IsRefusedAtItsPlace(string operation, string problem)
    {
        var result = Operations.Apply(
            Before, Read($$"""[{ "type": "setConfig", "config": {} }, {{operation}}]"""), TestKinds.All, new TestScripts());

        Assert.True(result.IsRefused);
        Assert.Empty(result.Undo);
        Assert.Equal(problem, $"{result.Problem.Code} {result.Problem.Path}");
    }

    [Fact]
    public void Apply_DisconnectOfOneOfSeveral_IsRefused()
    {
        var two = Workflow([Start(), Node("i", "if"), Node("b")], "start>i", "i.true>b", "i.false>b");
        var result = Operations.Apply(two, Read("""[{ "type": "disconnect", "edge": { "from": "i", "to": "b" } }]"""), TestKinds.All, new TestScripts());

        Assert.Equal(OperationCodes.AmbiguousEdge, result.Problem!.Code);
    }

    [Fact]
    public void Apply_ParametersTooDeepForADocument_AreRefused()
    {
        const int depth = Limits.Depth - 3;
        var deep = $"{string.Concat(Enumerable.Repeat("[", depth))}{string.Concat(Enumerable.Repeat("]", depth))}";
        var operation = $$"""[{ "type": "setParameters", "nodeId": "a", "parameters": { "x": {{deep}} } }]""";

        Assert.Equal("json.depth operations[0].parameters", Operations.Apply(Before, Read(operation), TestKinds.All, new TestScripts()).Problem is var problem ? $"{problem!.Code} {problem.Path}" : "");
    }

    [Fact]
    public void Apply_PastTheLimits_IsRefused()
    {
        var many = Enumerable.Repeat<WorkflowOperation>(new WorkflowOperation.RenameNode("a", NewName: "a"), Limits.Operations + 1).ToArray();
        Assert.Equal(OperationCodes.TooMany, Operations.Apply(Before, many, TestKinds.All, new TestScripts()).Problem!.Code);
        Assert.False(Operations.Apply(Before, many[1..], TestKinds.All, new TestScripts()).IsRefused);

        var huge = Operations.Apply(
            Before, [new WorkflowOperation.AddNode(Node("c", parameters: $$"""{ "x": "{{new string('x', Limits.DocumentBytes)}}" }"""))], TestKinds.All, new TestScripts());
        Assert.NotNull(huge.Problem);
    }

    private static Workflow Applied(params string[] operations)
    {
        var result = Operations.Apply(Before, Read($"[{string.Join(",", operations)}]"), TestKinds.All, new TestScripts());
        Assert.True(!result.IsRefused, result.Problem?.ToString());
        return result.Workflow;
    }

    private static IReadOnlyList<WorkflowOperation> Read(string text)
    {
        var reading = OperationsJson.Read(Encoding.UTF8.GetBytes(text));
        Assert.True(!reading.IsRefused, string.Join('\n', reading.Problems));
        return reading.Operations;
    }

    private static string[] Edges(Workflow workflow) => [.. workflow.Edges.Select(edge => $"{End(edge.From, edge.FromPort)}>{End(edge.To, edge.ToPort)}")];

    private static string End(string node, string? port) => port is null ? node : $"{node}.{port}";
}
