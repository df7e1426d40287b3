using FlowForge.Core.Model;
using FlowForge.Core.Validation;
using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Editor.Problems;
using FlowForge.Web.Running.History;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Canvas;

public sealed class CanvasViewTests
{
    private readonly CanvasView view = new(Drafts.Catalogue);

    [Fact]
    public void Of_DefaultPorts_AreWrittenOut()
    {
        var graph = Draw(Drafts.Row());

        Assert.Equal(("out", "in"), (graph.Edges[0].FromPort, graph.Edges[0].ToPort));
        Assert.Equal(("true", "in"), (graph.Edges[1].FromPort, graph.Edges[1].ToPort));
        Assert.Equal(["true", "false"], graph.Nodes[1].Outputs.Select(port => port.Name));
        Assert.Empty(graph.Nodes[0].Inputs);
    }

    [Fact]
    public void Of_AnEdgeToAPortThatIsNotThere_DrawsThePort()
    {
        var row = Drafts.Row();
        var graph = Draw(row with { Edges = [row.Edges[1] with { FromPort = "maybe" }] });

        Assert.Contains(new CanvasPort("maybe", "maybe", "missing"), graph.Nodes[1].Outputs);
    }

    [Theory]
    [InlineData("workflow", "tool", "ai_tool", "gives")]
    [InlineData("noop", "side", "out", null)]
    public void Of_AToolOfAnAgent_LeadsIntoThePortBelowIt(string kind, string look, string port, string? tool)
    {
        var graph = Draw(Drafts.Of($$"""
            flowforge: 1
            id: agent
            name: Agent
            graph:
              nodes: [{ id: tool, kind: {{kind}} }, { id: agent, kind: ai.agent }]
              edges: [{ from: tool, to: agent, kind: ai_tool }]
            """));

        Assert.Equal((look, port), (graph.Edges[0].Look, graph.Edges[0].FromPort));
        Assert.Equal([tool, "takes"], graph.Nodes.Select(node => node.Tool));
    }

    [Fact]
    public void Of_AnErrorOutput_HasThePort()
    {
        var row = Drafts.Row();
        var graph = Draw(row.Apply(new Edit.Replace(row.Nodes[2] with { OnError = OnError.ErrorOutput }, "Settings")));

        Assert.Equal(new CanvasPort("error", "error", "error"), graph.Nodes[2].Outputs[^1]);
    }

    [Fact]
    public void Of_AnUnknownKind_IsDrawnWithWhatItsEdgesName()
    {
        var row = Drafts.Row();
        var graph = Draw(row with { Nodes = [row.Nodes[0], row.Nodes[1] with { Kind = "custom.thing" }, row.Nodes[2]], Edges = [row.Edges[0], row.Edges[1] with { FromPort = "left" }] });

        Assert.True(graph.Nodes[1].IsUnknown);
        Assert.Equal(["left"], graph.Nodes[1].Outputs.Select(port => port.Name));
    }

    [Fact]
    public void Of_AHalfWrittenSwitch_IsStillDrawn()
    {
        var row = Drafts.Row();
        var graph = Draw(row with { Nodes = [row.Nodes[0] with { Kind = "switch", Parameters = System.Text.Json.JsonElement.Parse("""{ "rules": 5 }""") }], Edges = [] });

        Assert.Single(graph.Nodes);
    }

    [Fact]
    public void Difference_OneParameterTyped_IsOneNode()
    {
        var row = Drafts.Row();
        var before = Draw(row);
        var after = Draw(row.Apply(new Edit.Replace(row.Nodes[2] with { Parameters = System.Text.Json.JsonElement.Parse("""{ "fields": { "b": 1 } }""") }, "Parameters")));

        var patch = CanvasDifference.Of(before, after)!;

        Assert.Equal(["last"], patch.Nodes.Select(node => node.Id));
        Assert.Empty(patch.Edges);
        Assert.Empty(patch.Gone.Nodes);
    }

    [Fact]
    public void Difference_NothingChanged_IsNothing()
    {
        var row = Drafts.Row();

        Assert.Null(CanvasDifference.Of(Draw(row), Draw(row)));
    }

    [Fact]
    public void Difference_ANodeRemoved_NamesItAndItsEdges()
    {
        var row = Drafts.Row();
        var patch = CanvasDifference.Of(Draw(row), Draw(row.Apply(new Edit.Remove(["last"], [], ["note"]))))!;

        Assert.Equal(["last"], patch.Gone.Nodes);
        Assert.Equal(["large/>last/~main"], patch.Gone.Edges);
        Assert.Equal(["note"], patch.Gone.Notes);
    }

    [Fact]
    public void Of_Problems_SitOnTheirNodes()
    {
        var row = Drafts.Row() with { Edges = [] };
        var problems = ProblemIndex.Of(WorkflowValidator.Validate(row, Drafts.Catalogue));

        var graph = view.Of(row, problems, RunStates.None);

        Assert.True(problems.Warnings > 0);
        Assert.Equal(1, graph.Nodes.Single(node => node.Id == "last").Warnings);
    }

    private CanvasGraph Draw(Workflow workflow) => view.Of(workflow, ProblemIndex.None, RunStates.None);
}
