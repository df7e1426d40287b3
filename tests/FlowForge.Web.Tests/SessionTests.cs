using FlowForge.Web.Editor;
using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests;

public sealed class SessionTests
{
    private readonly EditorSession session = Drafts.Session();

    [Fact]
    public void AddNode_BehindAPort_IsJoinedToIt()
    {
        session.AddNode(Drafts.Catalogue.Find("set")!, new(900, 0, From: "large", FromPort: "false"));

        var edge = session.Workflow.Edges[^1];
        Assert.Equal(("large", "false", (string?)null), (edge.From, edge.FromPort, edge.ToPort));
        Assert.Equal(edge.To, session.SelectedNode?.Id);
    }

    [Fact]
    public void AddNode_OnAnEdge_StandsBetween()
    {
        session.AddNode(Drafts.Catalogue.Find("noop")!, new(150, 0, Edge: EdgeKey.Of(session.Workflow.Edges[0])));

        Assert.Equal(["start>noop", "noop>large", "large>last"], session.Workflow.Edges.Select(edge => $"{edge.From}>{edge.To}"));
    }

    [Fact]
    public void Connect_DefaultPorts_AreLeftOut()
    {
        session.Connect(new("start", "out", "last", "in"));
        session.Connect(new("start", "out", "last", "in"));
        session.Connect(new("last", "out", "last", "in"));

        Assert.Equal(3, session.Workflow.Edges.Count);
        Assert.Equal((null, null), (session.Workflow.Edges[2].FromPort, session.Workflow.Edges[2].ToPort));
    }

    [Fact]
    public void Connect_IntoATrigger_IsNotDrawn()
    {
        session.Connect(new("last", "out", "start", "in"));

        Assert.Equal(2, session.Workflow.Edges.Count);
    }

    [Fact]
    public void Undo_OfAnAddedNode_LeavesNothingSelected()
    {
        session.AddNode(Drafts.Catalogue.Find("set")!, new(900, 0));
        session.Undo();

        Assert.True(session.Selection.IsEmpty);
        Assert.Equal(3, session.Workflow.Nodes.Count);
    }

    [Fact]
    public void ToggleDisabled_SomeOfThem_DisablesAllThenEnablesAll()
    {
        session.Select(new CanvasSelection(["large", "last"], [], []));
        session.ToggleDisabled();
        Assert.Equal([false, true, true], session.Workflow.Nodes.Select(node => node.Disabled));

        session.ToggleDisabled();
        Assert.DoesNotContain(session.Workflow.Nodes, node => node.Disabled);
    }

    [Fact]
    public void Duplicate_Selected_SelectsTheCopy()
    {
        session.Select(new CanvasSelection(["large", "last"], [], ["note"]));
        session.Duplicate();

        Assert.Equal(["large-2", "last-2"], session.Selection.Nodes);
        Assert.Equal(5, session.Workflow.Nodes.Count);
        Assert.Equal(3, session.Workflow.Edges.Count);
        Assert.Equal(2, session.Workflow.Notes.Count);
    }
}
