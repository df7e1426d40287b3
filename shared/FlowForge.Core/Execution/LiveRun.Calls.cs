using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Runs that this one calls, and the run that called it.</content>
internal sealed partial class LiveRun
{
    /// <summary>Runs that call others; null on a host where none can.</summary>
    public RunCalls? Calls => _host.Calls;

    /// <summary>How far a node is with what it calls; null when it has called nothing.</summary>
    public CallProgress? FindCall(int node, string iteration)
    {
        lock (_gate)
        {
            return _state.Calls.GetValueOrDefault((node, iteration)) is { } call && (call.Started > 0 || call.Memo is not null) ? call : null;
        }
    }

    /// <summary>This run as the caller of another.</summary>
    public RunCaller CallerAt(string node, string iteration, int attempt, int item, bool isAwaited) =>
        new(Id, node, iteration, attempt, item, 1 + (_record.Caller?.Depth ?? 0), isAwaited);

    /// <summary>What called runs begin as: what a test calls is a test, and does not write the state of its workflow either.</summary>
    public string ModeOfCalled => _record.IsTest ? "manual" : "workflow";

    /// <summary>Its end is told to its caller in the transaction in which it becomes durable.</summary>
    private JournalWrite WithNews(JournalWrite write) => _record.HasEnded && write.Run is not null && _record.Caller is { IsAwaited: true } caller
        ? write with { Mail = [MailRow.ChildEnded(caller, _record)] }
        : write;

    /// <summary>What follows from its end for other runs.</summary>
    private void TellOthers()
    {
        if (_record.Caller is { IsAwaited: true } caller)
        {
            _host.Ring(caller.RunId);
        }

        if (Planned.CallsWorkflows && _record.Status != RunStatus.Completed)
        {
            _ = EndCalledAsync();
        }
    }

    private async Task EndCalledAsync()
    {
        try
        {
            await (Calls?.EndAsync(Id, null) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            Report("What it called could not be cancelled; it is when the host starts again.", fault);
        }
    }
}
