using FlowForge.Api.Hooks;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Listeners;

/// <summary>A webhook that takes one call, of a document that need not be saved or active.</summary>
internal sealed class TestListener(string token, HookRoute route, StartRequest request, DateTimeOffset expires)
{
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private bool isTaken;
    private string? runId;

    /// <summary>What its address ends in.</summary>
    public string Token => token;

    /// <summary>The webhook as the document draws it.</summary>
    public HookRoute Route => route;

    /// <summary>The run that its call starts, without items.</summary>
    public StartRequest Request => request;

    /// <summary>When it ends by itself, UTC.</summary>
    public DateTimeOffset Expires => expires;

    /// <summary>The run it gave, or null.</summary>
    public string? RunId
    {
        get
        {
            lock (gate)
            {
                return runId;
            }
        }
    }

    /// <summary>Done once it has given a run or was ended by a person; not when its time has passed.</summary>
    public Task Over => over.Task;

    /// <summary>Where it stands.</summary>
    public ListenerState StateAt(DateTimeOffset now)
    {
        lock (gate)
        {
            return isTaken ? ListenerState.Used : now >= expires ? ListenerState.Expired : ListenerState.Waiting;
        }
    }

    /// <summary>Takes it for one call; false when another was first or its time has passed.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        lock (gate)
        {
            return !isTaken && now < expires && (isTaken = true);
        }
    }

    /// <summary>The call could not start a run: the listener waits on.</summary>
    public void GiveBack()
    {
        lock (gate)
        {
            isTaken = false;
        }
    }

    /// <summary>The call has started a run.</summary>
    public void Gave(string run)
    {
        lock (gate)
        {
            runId = run;
        }

        over.TrySetResult();
    }

    /// <summary>It was ended by a person.</summary>
    public void End() => over.TrySetResult();
}

/// <summary>States of a listener; the API shows them in lower case.</summary>
internal enum ListenerState
{
    /// <summary>It waits for its call.</summary>
    Waiting,

    /// <summary>The call has come.</summary>
    Used,

    /// <summary>None came in time.</summary>
    Expired,
}
