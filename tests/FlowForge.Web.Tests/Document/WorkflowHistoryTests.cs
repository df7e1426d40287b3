using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Web.Tests.Document;

public sealed class WorkflowHistoryTests
{
    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void Undo_EachKindOfEdit_GivesTheDocumentBefore()
    {
        var row = Drafts.Row();
        var node = row.Nodes[1];
        Edit[] edits =
        [
            new Edit.Add(new() { Nodes = [new() { Id = "new", Kind = "noop" }], Edges = [new() { From = "last", To = "new" }] }, "new"),
            new Edit.Remove(["large"], [], ["note"]),
            new Edit.Move(new Dictionary<string, Position> { ["start"] = new(5, 6) }, new Dictionary<string, Position> { ["note"] = new(7, 8) }),
            new Edit.Replace(node with { Name = "Other" }, "Name"),
            new Edit.ReplaceAll([node with { Disabled = true }], "Disable"),
            new Edit.Rewire(row.Edges[1], row.Edges[1] with { FromPort = "false" }),
            new Edit.Insert(row.Edges[0], new() { Id = "mid", Kind = "noop" }, new() { From = "start", To = "mid" }, new() { From = "mid", To = "large" }),
            new Edit.ReplaceNote(row.Notes[0] with { Text = "Changed" }),
            new Edit.Head(row with { Name = "Renamed" }, "Rename"),
            new Edit.Load(new() { Id = "x", Name = "Loaded" }, "Load"),
        ];
        Assert.Equal(typeof(Edit).GetNestedTypes().Length, edits.Select(edit => edit.GetType()).Distinct().Count());

        Assert.All(edits, edit =>
        {
            var history = new WorkflowHistory(row, clock);
            Assert.True(history.Apply(edit));
            var after = Text(history.Current);
            Assert.NotEqual(Text(row), after);
            Assert.Equal(edit.Label, history.UndoLabel);
            Assert.True(history.Undo());
            Assert.Equal(Text(row), Text(history.Current));
            Assert.True(history.Redo());
            Assert.Equal(after, Text(history.Current));
        });
    }

    [Fact]
    public void Apply_SameFieldInQuickSuccession_IsOneStep()
    {
        var history = new WorkflowHistory(Drafts.Row(), clock);
        foreach (var text in (string[])["a", "ab", "abc"])
        {
            clock.Advance(TimeSpan.FromMilliseconds(200));
            history.Apply(Typed(history.Current, text));
        }

        clock.Advance(TimeSpan.FromSeconds(5));
        history.Apply(Typed(history.Current, "abcd"));

        history.Undo();
        Assert.Equal("abc", history.Current.Nodes[2].Parameters.GetProperty("x").GetString());
        history.Undo();
        Assert.False(history.Current.Nodes[2].Parameters.TryGetProperty("x", out _));
        Assert.False(history.Undo());
    }

    [Fact]
    public void Apply_AfterAnUndo_ForgetsTheWayForth()
    {
        var history = new WorkflowHistory(Drafts.Row(), clock);
        history.Apply(new Edit.Remove(["last"], [], []));
        history.Undo();
        history.Apply(new Edit.Remove(["start"], [], []));

        Assert.Null(history.RedoLabel);
        Assert.False(history.Redo());
    }

    [Fact]
    public void Saved_BetweenEdits_IsNoStepAndSurvivesUndo()
    {
        var history = new WorkflowHistory(Drafts.Row(), clock);
        history.Apply(new Edit.Remove(["last"], [], []));
        history.Saved(5);
        history.Undo();

        Assert.Equal(5, history.Current.Version);
        Assert.Equal(3, history.Current.Nodes.Count);
    }

    [Fact]
    public void Apply_MoreStepsThanAreKept_ForgetsTheOldest()
    {
        var history = new WorkflowHistory(Drafts.Row(), clock);
        for (var i = 0; i < WorkflowHistory.Steps + 10; i++)
        {
            history.Apply(new Edit.Move(new Dictionary<string, Position> { ["start"] = new(i + 1, 0) }, new Dictionary<string, Position>()));
        }

        var undone = 0;
        while (history.Undo())
        {
            undone++;
        }

        Assert.Equal(WorkflowHistory.Steps, undone);
        Assert.Equal(10, history.Current.Nodes[0].Position!.Value.X);
    }

    private static Edit.Replace Typed(Workflow workflow, string text) =>
        new(workflow.Nodes[2] with { Parameters = JsonElement.Parse($$"""{ "x": "{{text}}" }""") }, "Parameters", "parameters");

    private static string Text(Workflow workflow) => System.Text.Encoding.UTF8.GetString(WorkflowJson.Write(workflow));
}
