using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Client;
using FlowForge.Web.Editor.Differences;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Editor.Proposals;
using FlowForge.Web.Workflows;
using Microsoft.AspNetCore.Components;

namespace FlowForge.Web.Editor;

/// <summary>The part that shows what the document could become: proposals, other versions, and what is pasted.</summary>
public sealed partial class EditorPage
{
    private const string AcceptLabel = "Accept proposal";

    private ShownProposal? proposal;
    private bool isProposing;
    private bool isListingVersions;
    private bool isPaletteOpen;

    [Inject]
    private ApiClient Api { get; set; } = null!;

    private Task ProposeAsync()
    {
        CloseSides();
        isProposing = true;
        return Task.CompletedTask;
    }

    private Task ShowVersionsAsync()
    {
        CloseSides();
        isListingVersions = true;
        return Task.CompletedTask;
    }

    private Task ShowCommandsAsync()
    {
        isPaletteOpen = true;
        return Task.CompletedTask;
    }

    private Task ShowProposalAsync(ReadOnlyMemory<byte> json) => ShowProposalAsync(json, null);

    private async Task ShowProposalAsync(ReadOnlyMemory<byte> json, Workflow? before)
    {
        (var shown, trouble) = ShownProposal.Read(json, before ?? session!.Workflow, Catalogue);
        if (shown is not null)
        {
            CloseSides();
            session!.Select(Canvas.CanvasSelection.None);
            (proposal, isProposing) = (shown, true);
            session.ShowDiff(shown.Diff);
            await FitSoonAsync();
        }
    }

    private async Task AcceptAsync()
    {
        var accepted = proposal!.Workflow;
        CloseSides();
        session!.Apply(new Edit.Load(accepted, AcceptLabel));
        talk?.NoteAccepted();
        await FitSoonAsync();
    }

    private async Task RollBackAsync(Workflow version)
    {
        CloseSides();
        session!.Apply(new Edit.Load(version, $"Roll back to version {version.Version}"));
        await FitSoonAsync();
    }

    private void CloseSides()
    {
        (proposal, isProposing, isListingVersions, isPaletteOpen, heal) = (null, false, false, false, null);
        session?.ShowDiff(null);
    }

    private Task ShowDiffAsync(WorkflowDiff? diff)
    {
        session!.ShowDiff(diff);
        return FitSoonAsync();
    }

    // The node may be there only in the difference, where the session has none to select.
    private Task RevealPartAsync(string node) => board!.ShowAsync(node);

    private Task FitSoonAsync()
    {
        isFitDue = true;
        StateHasChanged();
        return Task.CompletedTask;
    }

    // What is pasted is a part of a workflow, a proposal, or a workflow of n8n, which the server converts.
    private async Task PasteAsync(string text)
    {
        if (session is null || session.Diff is not null)
        {
            return;
        }

        if (ShownProposal.Is(text))
        {
            await ShowProposalAsync(Encoding.UTF8.GetBytes(text));
        }
        else if (GraphClipboard.Read(text) is { } parts)
        {
            session.Paste(parts);
        }
        else if (N8nFile.Is(text))
        {
            await PasteN8nAsync(text);
        }
    }

    private async Task PasteN8nAsync(string text)
    {
        switch (await Server.ImportN8nAsync(Encoding.UTF8.GetBytes(text)))
        {
            case ApiAnswer.Good good when good.Json().TryGetProperty("workflow", out var document) && WorkflowJson.Read(document).Workflow is { } read:
                session!.Paste(new() { Nodes = read.Nodes, Edges = read.Edges, Notes = read.Notes }, "n8n workflow");
                await FitSoonAsync();
                break;
            case ApiAnswer.Refused refused:
                trouble = refused.Refusal.Text;
                break;
            default:
                trouble = "This is a workflow of n8n, and this server cannot convert it.";
                break;
        }
    }
}
