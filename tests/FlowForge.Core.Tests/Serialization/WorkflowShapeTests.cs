using System.Text;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Tests.Serialization;

public class WorkflowShapeTests
{
    [Theory]
    [InlineData("[]", "document.type", "")]
    [InlineData("{\"id\":\"x\",\"graph\":{}}", "document.schemaVersion", "flowforge")]
    [InlineData("{\"flowforge\":2,\"id\":\"x\",\"graph\":{}}", "document.schemaVersion", "flowforge")]
    [InlineData("{\"flowforge\":\"1\",\"id\":\"x\",\"graph\":{}}", "document.schemaVersion", "flowforge")]
    [InlineData("{\"flowforge\":1,\"graph\":{}}", "document.missing", "id")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\"}", "document.missing", "graph")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":[]}", "document.type", "graph")]
    [InlineData("{\"flowforge\":1,\"id\":\"../x\",\"graph\":{}}", "workflow.id", "id")]
    [InlineData("{\"flowforge\":1,\"id\":\"con\",\"graph\":{}}", "workflow.id", "id")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{},\"colour\":1}", "document.unknownProperty", "colour")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{},\"a b\":1}", "document.unknownProperty", "['a b']")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"groups\":[]}}", "document.unknownProperty", "graph.groups")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{},\"version\":1.5}", "document.type", "version")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{},\"version\":-1}", "document.value", "version")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{},\"tags\":[1]}", "document.type", "tags[0]")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{},\"config\":{\"healing\":\"on\"}}", "document.value", "config.healing")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{},\"config\":{\"concurrency\":{\"limit\":1}}}", "document.missing", "config.concurrency.key")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{},\"config\":{\"retention\":30}}", "document.type", "config.retention")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{},\"notes\":[{\"id\":\"a\",\"text\":\"t\",\"x\":1}]}", "document.missing", "notes[0].y")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\"}]}}", "document.missing", "graph.nodes[0].kind")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a/b\",\"kind\":\"k\"}]}}", "node.id", "graph.nodes[0].id")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[5]}}", "document.type", "graph.nodes[0]")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"k\",\"type\":\"t\"}]}}", "document.unknownProperty", "graph.nodes[0].type")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"k\",\"parameters\":[]}]}}", "document.type", "graph.nodes[0].parameters")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"k\",\"disabled\":\"yes\"}]}}", "document.type", "graph.nodes[0].disabled")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"k\",\"onError\":\"ErrorOutput\"}]}}", "document.value", "graph.nodes[0].onError")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"k\",\"retry\":{}}]}}", "document.missing", "graph.nodes[0].retry.maxTries")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"k\",\"credentials\":{\"s\":1}}]}}", "document.type", "graph.nodes[0].credentials.s")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"k\",\"pinned\":{\"out\":{}}}]}}", "document.type", "graph.nodes[0].pinned.out")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"k\",\"pinned\":{\"out\":[{}]}}]}}", "document.missing", "graph.nodes[0].pinned.out[0].json")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"edges\":[{\"to\":\"a\"}]}}", "document.missing", "graph.edges[0].from")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"edges\":[{\"from\":\"a\",\"to\":\"a\",\"repeat\":5}]}}", "document.type", "graph.edges[0].repeat")]
    [InlineData("{\"flowforge\":1,\"id\":\"x\",\"graph\":{\"edges\":[{\"from\":\"a\",\"to\":\"a\",\"repeat\":{}}]}}", "document.missing", "graph.edges[0].repeat.max")]
    public void Read_WrongShape_SaysCodeAndPath(string document, string code, string path)
    {
        var reading = WorkflowJson.Read(Encoding.UTF8.GetBytes(document));

        Assert.Null(reading.Workflow);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal((code, path, false), (problem.Code, problem.Path, problem.IsWarning));
        Assert.EndsWith(".", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyProblems_ListsAllOfThem()
    {
        var problems = WorkflowJson.Read("{\"flowforge\":1,\"id\":5,\"x\":1,\"graph\":{\"nodes\":[{\"id\":\"\",\"y\":1}]}}"u8.ToArray()).Problems;

        Assert.Equal(["id", "graph.nodes[0].id", "graph.nodes[0].kind", "graph.nodes[0].y", "x"], problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Read_MoreProblemsThanAreListed_CountsTheRest()
    {
        var document = $"{{\"flowforge\":1,\"id\":\"x\",\"graph\":{{\"nodes\":[{string.Join(',', Enumerable.Repeat("5", 1_500))}]}}}}";

        var problems = WorkflowJson.Read(Encoding.UTF8.GetBytes(document)).Problems;

        Assert.Equal(Limits.Problems, problems.Count);
        Assert.Equal(("problems.more", "501 more problems are not listed.", false), (problems[^1].Code, problems[^1].Message, problems[^1].IsWarning));
    }

    [Fact]
    public void Read_NullProperties_CountAsAbsent()
    {
        var reading = WorkflowJson.Read(
            "{\"flowforge\":1,\"id\":\"x\",\"name\":null,\"config\":null,\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"k\",\"parameters\":null,\"retry\":null}],\"edges\":null}}"u8.ToArray());

        Assert.Empty(reading.Problems);
        Assert.Equal("x", reading.Workflow!.Name);
    }

    [Fact]
    public void Read_LargeMeta_IsRefused()
    {
        var document = $"{{\"flowforge\":1,\"id\":\"x\",\"graph\":{{}},\"meta\":\"{new string('x', Limits.MetaBytes)}\"}}";

        Assert.Equal("document.metaTooLarge", Assert.Single(WorkflowJson.Read(Encoding.UTF8.GetBytes(document)).Problems).Code);
    }

    [Theory]
    [InlineData("nodes", Limits.Nodes, "graph.tooManyNodes")]
    [InlineData("edges", Limits.Edges, "graph.tooManyEdges")]
    public void Read_MoreThanAWorkflowMayHave_ReadsNoFurther(string list, int most, string code)
    {
        string Document(int count, string behind) => $$$"""{"flowforge":1,"id":"x","tags":["graph"],"graph":{"kind":[[]],"{{{list}}}":[{{{string.Join(',', Enumerable.Repeat("{}", count))}}}{{{behind}}}""";
        string[] Codes(string text) => [.. WorkflowJson.Read(Encoding.UTF8.GetBytes(text)).Problems.Select(problem => problem.Code).Distinct()];

        Assert.Equal([code], Codes(Document(most + 1, "no JSON")));
        Assert.DoesNotContain(code, Codes(Document(most, "]}}")));
        Assert.StartsWith("json.", Assert.Single(Codes(Document(most, "no JSON"))), StringComparison.Ordinal);
    }
}
