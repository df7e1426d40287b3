using FlowForge.Web.Editor.Canvas;
using FlowForge.Web.Editor.Differences;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Storage;
using Microsoft.JSInterop;

namespace FlowForge.Web.Editor;

/// <summary>The part that keeps the document here and on the server, and shows both sides when they differ.</summary>
public sealed partial class EditorPage
{
    private async Task KeepAsync()
    {
        if (session is not null)
        {
            await keeper!.KeepAsync(session.Workflow);
            await Local.SetLastOpenAsync(session.Workflow.Id);
        }
    }

    private async Task SaveAsync()
    {
        if (session is not null && keeper!.State is not Keeping.Conflict && await keeper.SaveAsync(session.Workflow) is { } version)
        {
            session.NoteSaved(version);
            Navigation.NavigateTo($"workflows/{session.Workflow.Id}", replace: true);
        }
    }

    private Task KeepMineAsync()
    {
        session!.ShowDiff(null);
        return keeper!.KeepMineAsync(session.Workflow);
    }

    // From mine to theirs: what taking the server's would change.
    private async Task ShowConflictAsync()
    {
        if (session!.Diff is not null || keeper!.State is not Keeping.Conflict conflict)
        {
            session.ShowDiff(null);
            return;
        }

        CloseSides();
        session.Select(CanvasSelection.None);
        session.ShowDiff(WorkflowDiff.Of(session.Workflow, conflict.Theirs));
        await FitSoonAsync();
    }

    /// <summary>Called when the network is back, or the page is looked at again.</summary>
    [JSInvokable]
    public async Task OnBack()
    {
        if (session is null || keeper is null)
        {
            return;
        }

        await Places.LookAsync();
        if (await keeper.ReconcileAsync(session.Workflow) is { } newer)
        {
            session.Apply(new Edit.Load(newer, "Take the server's version"));
            session.NoteSaved(newer.Version);
        }

        StateHasChanged();
    }

    private async Task TakeTheirsAsync()
    {
        if (keeper!.State is Keeping.Conflict conflict)
        {
            session!.ShowDiff(null);
            session.Apply(new Edit.Load(conflict.Theirs, "Take the server's version"));
            session.NoteSaved(conflict.Theirs.Version);
            await keeper.TakeTheirsAsync();
        }
    }
}
