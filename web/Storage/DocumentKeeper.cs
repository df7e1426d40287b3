using FlowForge.Core.Model;
using FlowForge.Web.Client;

namespace FlowForge.Web.Storage;

/// <summary>
/// Keeps one open document: every change in this browser, and on request on the server. What was changed here and what was changed there
/// since are never mixed or dropped: that is a <see cref="Keeping.Conflict"/>, and a person decides.
/// </summary>
public sealed class DocumentKeeper(LocalWorkflows local, WorkflowApi server, ServerPresence presence, TimeProvider clock)
{
    private string? etag;
    private Workflow? saved;
    private StoredWorkflow? unkept;

    /// <summary>How it stands.</summary>
    public Keeping State { get; private set; } = new Keeping.HereOnly();

    /// <summary>When it stands otherwise.</summary>
    public event Action? Changed;

    /// <summary>Opens a document by id; null when neither this browser nor the server has it.</summary>
    public async Task<Workflow?> OpenAsync(string id)
    {
        var here = await local.ReadAsync(id);
        etag = here?.ETag;
        if (here is { ETag: null })
        {
            // Made here and never saved: no server knows it.
            await BeginAsync();
            return here.Workflow;
        }

        var answer = await server.GetAsync(id);
        var there = answer is ApiAnswer.Good good && WorkflowApi.Document(good) is { } read ? (Workflow: read, good.ETag) : default;
        if (there.Workflow is null)
        {
            // A server that answers and does not know it has lost it: what is here is all there is.
            var isLost = answer is ApiAnswer.Refused { Refusal.Status: 404 };
            etag = isLost ? null : etag;
            Set(isLost ? new Keeping.Unsaved() : new Keeping.HereOnly());
            return here?.Workflow;
        }

        if (here is { IsUnsaved: false } && here.ETag == there.ETag)
        {
            // It is kept already.
            (etag, saved) = (there.ETag, there.Workflow);
            Set(new Keeping.Saved(there.Workflow.Version));
            return there.Workflow;
        }

        if (here is not { IsUnsaved: true })
        {
            (etag, saved) = (there.ETag, there.Workflow);
            unkept = new(there.Workflow, there.ETag, IsUnsaved: false, clock.GetUtcNow());
            Set(new Keeping.Saved(there.Workflow.Version));
            return there.Workflow;
        }

        Set(here.ETag == there.ETag ? new Keeping.Unsaved() : new Keeping.Conflict(there.Workflow, there.ETag!));
        return here.Workflow;
    }

    /// <summary>Keeps in this browser what the server gave at the opening. It is called once that is shown, so that nobody waits for it.</summary>
    public Task KeepOpenedAsync() => unkept is { } opened ? WriteAsync(opened) : Task.CompletedTask;

    /// <summary>Begins with a document that nobody has yet. It is kept at its first change.</summary>
    public async Task BeginAsync()
    {
        etag = null;
        Set(await presence.IsThereAsync() ? new Keeping.Unsaved() : new Keeping.HereOnly());
    }

    /// <summary>
    /// Compares with the server once it can be reached again. Gives the server's document when that is newer and nothing was changed here since;
    /// when both have changed, that is a <see cref="Keeping.Conflict"/>. Null leaves the document as it is.
    /// </summary>
    public async Task<Workflow?> ReconcileAsync(Workflow workflow)
    {
        if (State is Keeping.Saving or Keeping.Conflict)
        {
            return null;
        }

        if (etag is null)
        {
            if (State is Keeping.HereOnly)
            {
                await BeginAsync();
            }

            return null;
        }

        var asked = (ETag: etag, State);
        if (await server.GetAsync(workflow.Id) is not ApiAnswer.Good good || WorkflowApi.Document(good) is not { } theirs)
        {
            return null;
        }

        var isChanged = State is not Keeping.Saved && (await local.ReadAsync(workflow.Id))?.IsUnsaved != false;
        if (asked != (etag, State))
        {
            // It was changed or saved while the answer was under way, so the answer says nothing about how it stands now.
            return null;
        }

        if (good.ETag == etag)
        {
            Set(isChanged ? new Keeping.Unsaved() : new Keeping.Saved(theirs.Version));
            return null;
        }

        if (isChanged)
        {
            Set(new Keeping.Conflict(theirs, good.ETag!));
            return null;
        }

        await TakeAsync(theirs, good.ETag);
        return theirs;
    }

    /// <summary>Keeps a change in this browser. What has just been saved is no change: a save may overtake the keeping of what it saved.</summary>
    public async Task KeepAsync(Workflow workflow)
    {
        if (State is Keeping.Saved && saved is not null && workflow with { Version = saved.Version } == saved)
        {
            return;
        }

        if (State is Keeping.Saved or Keeping.NotSaved)
        {
            Set(new Keeping.Unsaved());
        }

        await WriteAsync(new(workflow, etag, IsUnsaved: true, clock.GetUtcNow()));
    }

    /// <summary>Saves to the server. Gives the version it got, or null when it was not saved; <see cref="State"/> says why.</summary>
    public async Task<int?> SaveAsync(Workflow workflow)
    {
        Set(new Keeping.Saving());
        switch (await server.SaveAsync(workflow, etag))
        {
            case ApiAnswer.Good good when WorkflowApi.Document(good) is { } saved:
                await TakeAsync(workflow with { Version = saved.Version }, good.ETag);
                return saved.Version;
            case ApiAnswer.Refused { Refusal.Status: 412 }:
                await MeetConflictAsync(workflow.Id);
                return null;
            case ApiAnswer.Refused refused:
                Set(new Keeping.NotSaved(refused.Refusal.Text));
                return null;
            case ApiAnswer.Unreachable unreachable:
                Set(etag is null ? new Keeping.HereOnly() : new Keeping.NotSaved($"The server cannot be reached. {unreachable.Reason}"));
                return null;
            default:
                Set(new Keeping.NotSaved("The server's answer could not be read."));
                return null;
        }
    }

    /// <summary>Ends a conflict for this browser's side: the next save goes over theirs.</summary>
    public Task KeepMineAsync(Workflow mine)
    {
        if (State is Keeping.Conflict conflict)
        {
            etag = conflict.ETag;
            Set(new Keeping.Unsaved());
        }

        return KeepAsync(mine);
    }

    /// <summary>Ends a conflict for the server's side.</summary>
    public async Task TakeTheirsAsync()
    {
        if (State is Keeping.Conflict conflict)
        {
            await TakeAsync(conflict.Theirs, conflict.ETag);
        }
    }

    private async Task TakeAsync(Workflow workflow, string? tag)
    {
        etag = tag;
        saved = workflow;
        await WriteAsync(new(workflow, tag, IsUnsaved: false, clock.GetUtcNow()));
        Set(new Keeping.Saved(workflow.Version));
    }

    private Task WriteAsync(StoredWorkflow stored)
    {
        unkept = null;
        return local.WriteAsync(stored);
    }

    private async Task MeetConflictAsync(string id) => Set(
        await server.GetAsync(id) is ApiAnswer.Good good && WorkflowApi.Document(good) is { } theirs
            ? new Keeping.Conflict(theirs, good.ETag!)
            : new Keeping.NotSaved("The workflow has changed on the server and could not be read again."));

    private void Set(Keeping state)
    {
        State = state;
        Changed?.Invoke();
    }
}
