using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;
using FlowForge.Web.Client;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Editor.Proposals;
using FlowForge.Web.Here;
using FlowForge.Web.Running;
using FlowForge.Web.Running.Heals;
using Microsoft.AspNetCore.Components;

namespace FlowForge.Web.Editor;

/// <summary>The part that shows what is proposed for a failure at which the run has paused, and has the run go on with it.</summary>
public sealed partial class EditorPage
{
    private HealWatch? heals;
    private RunHeal? heal;
    private Workflow? ran;
    private string? shownPause;

    [Inject]
    private RunApi Runs { get; set; } = null!;

    private void WatchHeals(RunFollower follower, Workflow workflow)
    {
        (ran, shownPause) = (workflow, null);
        heals = new(follower, Runs, new(Api), Clock);
        heals.Changed += HeardHeals;
    }

    private async Task LeaveHealsAsync()
    {
        if (heals is { } watched)
        {
            heals = null;
            watched.Changed -= HeardHeals;
            if (heal is not null)
            {
                CloseSides();
            }

            await watched.DisposeAsync();
        }
    }

    // A person who does something else is not interrupted; the button on the run's line stays.
    private void HeardHeals() => _ = InvokeAsync(async () =>
    {
        if (heals?.Open is { } open && open.Pause != shownPause && !isProposing && !isListingVersions && !isPaletteOpen && wanted is null)
        {
            await ShowHealAsync();
        }

        StateHasChanged();
    });

    private async Task ShowHealAsync()
    {
        if (heals?.Open is not { } open || session is null)
        {
            return;
        }

        shownPause = open.Pause;
        await ShowProposalAsync(System.Text.Encoding.UTF8.GetBytes(open.Json.GetRawText()), Before(heals.Heals) ?? ran);
        heal = proposal is null ? null : open;
    }

    /// <summary>What a proposal changes: the document of the last change that was made, else the one that was run.</summary>
    private static Workflow? Before(IEnumerable<RunHeal> heals) =>
        heals.LastOrDefault(static one => one.Revision is not null) is { } last ? WorkflowJson.Read(last.Json.GetProperty("workflow")).Workflow : null;

    /// <summary>The run goes on with it; the open document is changed in the same way when it is still the one that was run.</summary>
    private async Task TakeHealAsync(string? operations)
    {
        var (taken, changed) = (heal!, proposal!.Workflow);
        if (await Runs.TakeAsync(run!.Run.Id, taken, operations) is ApiAnswer.Refused { Refusal: var refusal })
        {
            trouble = refusal.Text;
            return;
        }

        CloseSides();
        if (taken.Action == "change" && operations is null && ran is not null && WorkflowJson.Hash(session!.Workflow) == WorkflowJson.Hash(Before(heals!.Heals) ?? ran))
        {
            session.Apply(new Edit.Load(changed, "Accept fix"));
            ran = session.Workflow;
        }

        await heals!.RefreshAsync();
    }

    private bool CanApply => run is { Run.Status: "PAUSED", Follower.Place: RunPlace.Server } && session is { Diff: null } && ran is not null
        && !ReferenceEquals(session.Workflow, ran) && WorkflowJson.Hash(session.Workflow) != WorkflowJson.Hash(ran);

    /// <summary>The run goes on with what the person has changed in the open document since it began.</summary>
    private async Task ApplyOwnAsync()
    {
        if (run?.Run.Pauses is not [var pause, ..] || session is null || ran is null)
        {
            return;
        }

        var now = session.Workflow;
        var operations = JsonText.Of(writer => OperationsJson.Write(writer, WorkflowChange.Between(ran, now)));
        if (await Runs.ApplyAsync(run.Run.Id, pause.Id, operations, isProposed: false) is ApiAnswer.Refused { Refusal: var refusal })
        {
            trouble = refusal.Text;
            return;
        }

        ran = now;
        await heals!.RefreshAsync();
    }

    private async Task RejectHealAsync()
    {
        if (await Runs.RejectAsync(run!.Run.Id, heal!.Pause!) is ApiAnswer.Refused { Refusal: { Status: not 409 } refusal })
        {
            trouble = refusal.Text;
        }

        CloseSides();
        await heals!.RefreshAsync();
    }
}
