using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Document;

public sealed class EditsTests
{
    [Fact]
    public void Remove_ANode_TakesItsEdgesAlong()
    {
        var after = Drafts.Row().Apply(new Edit.Remove(["large"], [], []));

        Assert.Equal(["start", "last"], after.Nodes.Select(node => node.Id));
        Assert.Empty(after.Edges);
    }

    [Fact]
    public void Insert_OnAnEdge_KeepsTheOrderOfTheOthers()
    {
        var row = Drafts.Row();
        var after = row.Apply(new Edit.Insert(row.Edges[0], new() { Id = "mid", Kind = "noop" }, new() { From = "start", To = "mid" }, new() { From = "mid", To = "large" }));

        Assert.Equal(["start>mid", "mid>large", "large>last"], after.Edges.Select(edge => $"{edge.From}>{edge.To}"));
    }

    [Fact]
    public void Head_WithAnOldGraph_LeavesTheGraphAlone()
    {
        var row = Drafts.Row();
        var after = row.Apply(new Edit.Remove(["last"], [], [])).Apply(new Edit.Head(row with { Name = "New" }, "Rename"));

        Assert.Equal("New", after.Name);
        Assert.Equal(2, after.Nodes.Count);
    }

    [Theory]
    [InlineData("={{ $('Start').item.json.a }}", "={{ $('Begin it').item.json.a }}")]
    [InlineData("={{ $(\"Start\").first() }} and {{ $(`Start`).last() }}", "={{ $(\"Begin it\").first() }} and {{ $(`Begin it`).last() }}")]
    [InlineData("={{ $('Starter').item }} Start", "={{ $('Starter').item }} Start")]
    public void Replace_ANewName_IsFollowedInExpressions(string before, string after)
    {
        var row = Drafts.Row();
        var asking = row.Nodes[2] with { Parameters = JsonText.Of(writer => { writer.WriteStartObject(); writer.WriteString("deep", before); writer.WriteEndObject(); }) };

        var renamed = row.Apply(new Edit.Replace(asking, "Parameters")).Apply(new Edit.Replace(row.Nodes[0] with { Name = "Begin it" }, "Rename"));

        Assert.Equal(after, renamed.Nodes[2].Parameters.GetProperty("deep").GetString());
    }

    [Fact]
    public void Replace_ANameWithAQuote_IsEscaped()
    {
        var row = Drafts.Row();
        var renamed = row.Apply(new Edit.Replace(row.Nodes[0] with { Name = "Ada's" }, "Rename"));

        Assert.Equal("={{ $('Ada\\'s').item.json.a }}", renamed.Nodes[2].Parameters.GetProperty("fields").GetProperty("first").GetString());
        Assert.Equal("={{ $('Start').item.json.a }}", renamed.Apply(new Edit.Replace(row.Nodes[0], "Rename")).Nodes[2].Parameters.GetProperty("fields").GetProperty("first").GetString());
    }

    [Fact]
    public void Fresh_TwiceTheSameParts_HaveNamesAndPlacesOfTheirOwn()
    {
        var row = Drafts.Row();
        var parts = GraphClipboard.Read(GraphClipboard.Copy(row, new HashSet<string> { "start", "large", "last" }, new HashSet<string> { "note" })!)!;

        var once = GraphClipboard.Fresh(row, parts);
        var twice = row.Apply(new Edit.Add(once, "copy")).Apply(new Edit.Add(GraphClipboard.Fresh(row.Apply(new Edit.Add(once, "copy")), parts), "copy"));

        Assert.Equal(9, twice.Nodes.Select(node => node.Id).Distinct().Count());
        Assert.Equal(9, twice.Nodes.Select(node => node.DisplayName).Distinct().Count());
        Assert.Equal(9, twice.Nodes.Select(node => node.Position).Distinct().Count());
        Assert.Equal(6, twice.Edges.Distinct().Count());
        Assert.Equal("={{ $('Start 2').item.json.a }}", once.Nodes[2].Parameters.GetProperty("fields").GetProperty("first").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{ \"nodes\": [] }")]
    [InlineData("{")]
    public void Read_WhatIsNoWorkflow_IsNothing(string text) => Assert.Null(GraphClipboard.Read(text));

    [Fact]
    public void Copy_NothingSelected_IsNothing() => Assert.Null(GraphClipboard.Copy(Drafts.Row(), new HashSet<string>(), new HashSet<string>()));

    [Fact]
    public void FreshNames_ANumberOfBefore_IsCountedOn()
    {
        var workflow = Drafts.Row() with { Nodes = [new() { Id = "http", Kind = "http" }, new() { Id = "http-2", Kind = "http" }] };

        Assert.Equal("http-3", new FreshNames(workflow).Id("http-2"));
        Assert.Equal("step-9", new FreshNames(workflow).Id("step-9"));
    }

    [Fact]
    public void Of_EachKind_StartsWithWhatItNeeds() => Assert.All(Drafts.Catalogue.Kinds, kind =>
    {
        var node = NodeMaking.Of(kind, Drafts.Row(), new(0, 0));
        Assert.Equal(JsonValueKind.Object, node.Parameters.ValueKind);
        Assert.DoesNotContain(kind.Check(node), problem => !problem.IsWarning);
        Assert.NotEqual(new Position(0, 0), node.Position);
    });

    [Fact]
    public void Of_AWebhook_AsksItsCallersForASignature()
    {
        var node = NodeMaking.Of(Drafts.Catalogue.Find("trigger.webhook")!, Drafts.Row(), new(0, 0));

        Assert.Equal("signature", node.Parameters.GetProperty("auth").GetProperty("type").GetString());
    }
}
