using FlowForge.Web.Client;
using FlowForge.Web.Editor.Chat;
using FlowForge.Web.Here;

namespace FlowForge.Web.Editor;

/// <summary>The part that holds the conversation about the open workflow.</summary>
public sealed partial class EditorPage
{
    private ChatTalk? talk;
    private ExpressionAsk? expressionAsk;
    private bool isChatting;

    private ChatTalk Talk => talk ??= new(new(Api));

    private Task ToggleChatAsync()
    {
        isChatting = session is not null && !isChatting;
        return FitSoonAsync();
    }

    private Task CloseChatAsync()
    {
        talk?.Stop();
        isChatting = false;
        return FitSoonAsync();
    }

    private async Task AskAsync(string said)
    {
        var spoken = run is { Run.Status: "FAILED" or "PAUSED", Follower.Place: RunPlace.Server } ? run.Run.Id : null;
        await Talk.AskAsync(said, session!.Workflow, spoken);
        if (Talk.Turns[^1].Proposal is { } change && session is { Diff: null } && heal is null)
        {
            await ShowProposalAsync(System.Text.Encoding.UTF8.GetBytes(change.GetRawText()));
        }
    }

    private Task AskForExpressionAsync(ExpressionWish wish)
    {
        Talk.Wish = wish with { Node = session?.SelectedNode?.Id ?? "" };
        (isChatting, isWide) = (true, false);
        return FitSoonAsync();
    }

    // The field is the one that asked as long as its node is the one that is shown.
    private async Task InsertAsync((ExpressionWish Wish, string Template) written)
    {
        if (session?.SelectedNode?.Id == written.Wish.Node)
        {
            await written.Wish.Take(written.Template);
        }
        else
        {
            trouble = $"Select node '{NameOf(written.Wish.Node)}' to insert the expression there.";
        }
    }

    private void UndoAccepted()
    {
        if (session?.UndoLabel == AcceptLabel)
        {
            session.Undo();
        }
    }

    private Task LeaveProposalAsync()
    {
        CloseSides();
        return Task.CompletedTask;
    }
}
