using FlowForge.Core.Ports;
using FlowForge.Web.Editor.Differences;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Editor.Proposals;
using FlowForge.Web.Tests.Support;

namespace FlowForge.Web.Tests.Proposals;

public sealed class ShownProposalTests
{
    private static readonly byte[] Notify = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Proposals", "Recorded", "notify.json"));

    [Fact]
    public void Read_ARecordedProposal_SaysWhatItChangesAndWhatItCouldDo()
    {
        var (proposal, trouble) = ShownProposal.Read(Notify, Drafts.Row(), Drafts.Catalogue);

        Assert.Null(trouble);
        Assert.Equal((WorkflowDiff.Added, WorkflowDiff.Changed, null), (proposal!.Diff.Of("notify"), proposal.Diff.Of("large"), proposal.Diff.Of("last")));
        Assert.Contains(new WorkflowChange(WorkflowDiff.Changed, "parameters.conditions[0].right", "large", "Large?", "3", "100"), proposal.Diff.Changes);
        Assert.Contains(proposal.Diff.Changes, change => change is { Mark: WorkflowDiff.Added, Title: "Last → Tell the team" });

        // The recording claims that it can do nothing new; what counts is what the document can do.
        Assert.Contains(proposal.Capabilities, change => change.Capability is Capability.Host { Origin: "https://chat.example.com" });
        Assert.Contains(proposal.Capabilities, change => change.Capability is Capability.Credential { Id: "chat" });
        Assert.Equal("Large orders are told to the team in chat.", proposal.Explanation);
        Assert.Equal(["Should small orders be told, too?"], proposal.Questions);
    }

    [Fact]
    public void Read_NodesWithoutAPlace_GetOneBehindWhatLeadsToThem()
    {
        var proposal = ShownProposal.Read(Notify, Drafts.Row(), Drafts.Catalogue).Proposal!;

        Assert.Equal(new(900, 0), proposal.Workflow.Nodes.Single(node => node.Id == "notify").Position);
    }

    [Fact]
    public void Accepted_ThenUndone_IsTheDocumentOfBefore()
    {
        var session = Drafts.Session();
        var before = session.Workflow;
        session.Apply(new Edit.Load(ShownProposal.Read(Notify, before, Drafts.Catalogue).Proposal!.Workflow, "Accept proposal"));
        Assert.Equal(4, session.Workflow.Nodes.Count);

        session.Undo();

        Assert.Empty(WorkflowDiff.Of(before, session.Workflow).Changes);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{ "operations": [] }""")]
    [InlineData("""{ "operations": [], "workflow": { "flowforge": 1, "id": "row", "graph": 5 } }""")]
    public void Read_WhatIsNone_SaysWhy(string text)
    {
        var (proposal, trouble) = ShownProposal.Read(System.Text.Encoding.UTF8.GetBytes(text), Drafts.Row(), Drafts.Catalogue);

        Assert.Null(proposal);
        Assert.NotEmpty(trouble!);
    }
}
