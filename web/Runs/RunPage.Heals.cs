using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Web.Client;
using FlowForge.Web.Editor.Proposals;
using FlowForge.Web.Running.Heals;

namespace FlowForge.Web.Runs;

/// <summary>The part that shows what is proposed for a pause, and what the run was changed by.</summary>
public sealed partial class RunPage
{
    private HealWatch? heals;
    private RunHeal? heal;
    private ShownProposal? proposal;
    private Workflow? began;
    private string? shownPause;
    private bool isListing;

    private void WatchHeals(Workflow workflow)
    {
        (began, shownPause, isListing) = (workflow, null, false);
        heals = new(review!.Follower, Api, new(Client), Clock);
        heals.Changed += HeardHeals;
    }

    private async Task LeaveHealsAsync()
    {
        if (heals is { } watched)
        {
            heals = null;
            watched.Changed -= HeardHeals;
            CloseHeal();
            await watched.DisposeAsync();
        }
    }

    private void HeardHeals() => _ = InvokeAsync(() =>
    {
        if (heals?.Open is { } open && open.Pause != shownPause && heal is null && !isListing && !isComparing && !isForking)
        {
            ShowHeal();
        }

        StateHasChanged();
    });

    private void ShowHeal()
    {
        if (heals?.Open is not { } open || session is null || began is null)
        {
            return;
        }

        (shownPause, isListing) = (open.Pause, false);
        var before = heals.Heals.LastOrDefault(static one => one.Revision is not null) is { } last ? WorkflowJson.Read(last.Json.GetProperty("workflow")).Workflow : null;
        (proposal, trouble) = ShownProposal.Read(System.Text.Encoding.UTF8.GetBytes(open.Json.GetRawText()), before ?? began, Catalogue);
        heal = proposal is null ? null : open;
        session.ShowDiff(proposal?.Diff);
    }

    private void CloseHeal()
    {
        (heal, proposal) = (null, null);
        session?.ShowDiff(null);
    }

    private void ShowChanges()
    {
        CloseHeal();
        isListing = !isListing;
    }

    private async Task TakeHealAsync(string? operations)
    {
        if (await Api.TakeAsync(Id, heal!, operations) is ApiAnswer.Refused { Refusal: var refusal })
        {
            trouble = refusal.Text;
            return;
        }

        CloseHeal();
        await heals!.RefreshAsync();
    }

    private async Task RejectHealAsync()
    {
        if (await Api.RejectAsync(Id, heal!.Pause!) is ApiAnswer.Refused { Refusal: { Status: not 409 } refusal })
        {
            trouble = refusal.Text;
        }

        CloseHeal();
        await heals!.RefreshAsync();
    }
}
