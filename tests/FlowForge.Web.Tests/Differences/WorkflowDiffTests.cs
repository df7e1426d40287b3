using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Editor.Differences;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Differences;

public sealed class WorkflowDiffTests
{
    [Fact]
    public void Of_ANodeThatGoes_KeepsItInThePictureWithItsEdges()
    {
        var row = Drafts.Row();
        var diff = WorkflowDiff.Of(row, row.Apply(new Edit.Remove(["last"], [], [])));

        Assert.Equal(WorkflowDiff.Removed, diff.Of("last"));
        Assert.Equal(WorkflowDiff.Removed, diff.Of(row.Edges[1]));
        Assert.Equal(3, diff.Union.Nodes.Count);
        Assert.Equal(2, diff.Union.Edges.Count);
    }

    [Fact]
    public void Of_ANodeThatMoved_IsNoDifference()
    {
        var row = Drafts.Row();
        var moved = row.Apply(new Edit.Move(new Dictionary<string, Position> { ["last"] = new(5, 5) }, new Dictionary<string, Position>()));

        Assert.Empty(WorkflowDiff.Of(row, moved).Changes);
    }

    [Fact]
    public void Of_AnotherName_IsAChangeOfTheWorkflow()
    {
        var row = Drafts.Row();

        Assert.Equal([new WorkflowChange(WorkflowDiff.Changed, "name", null, "Workflow", "Row", "Line")], WorkflowDiff.Of(row, row with { Name = "Line" }).Changes);
    }

    [Fact]
    public void View_OfADifference_MarksWhatDiffers()
    {
        var session = Drafts.Session();
        session.ShowDiff(WorkflowDiff.Of(session.Workflow, session.Workflow.Apply(new Edit.Remove(["last"], [], []))));
        var graph = new CanvasView(Drafts.Catalogue).Of(session);

        Assert.Equal([null, null, "removed"], graph.Nodes.Select(node => node.Mark));
        Assert.Equal([null, "removed"], graph.Edges.Select(edge => edge.Mark));
    }

    [Theory]
    [InlineData("""{ "a": 1, "b": [1, 2] }""", """{ "b": [1, 3, 4], "a": 1 }""", "b[1]: 2 → 3", "b[2]:  → 4")]
    [InlineData("""{ "a": { "b": "x" } }""", """{ "a": { "c": "x" } }""", "a.b: x → ", "a.c:  → x")]
    [InlineData("1", "\"1\"", ": 1 → 1")]
    public void JsonDiff_OfTwoValues_NamesTheInnermostPlaces(string before, string after, params string[] expected) => Assert.Equal(
        expected, JsonDiff.Of(JsonElement.Parse(before), JsonElement.Parse(after)).Select(change => $"{change.Path}: {change.Before} → {change.After}"));
}
