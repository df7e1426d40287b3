using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Logging;

namespace FlowForge.Api.Security;

/// <summary>Writes what a call has changed into the audit log, as its row of the route table says.</summary>
internal sealed class AuditTrail(ApiServices services)
{
    /// <summary>Notes a call that was answered well; refused ones changed nothing.</summary>
    public async ValueTask NoteAsync(ApiCall call, RouteNote note, Caller caller, Answer answer)
    {
        if (!note.IsWritten || answer is Answer.Refused)
        {
            return;
        }

        var entry = new AuditEntry(
            services.Clock.GetUtcNow(), Short(caller.Actor, Limits.AuditNameLength), note.Action,
            Short(call.Changed?.Subject ?? note.SubjectOf(call), Limits.AuditNameLength), Short(call.Changed?.Detail ?? "", Limits.AuditDetailLength));

        // What was done is done, whether or not the caller still waits.
        var written = services.Audit.AppendAsync(entry, CancellationToken.None);
        if (note.IsAwaited)
        {
            await written.ConfigureAwait(false);
        }
        else if (!written.IsCompletedSuccessfully)
        {
            _ = WatchAsync(written.AsTask(), entry);
        }
    }

    private async Task WatchAsync(Task written, AuditEntry entry)
    {
        try
        {
            await written.ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is StoreFault or ObjectDisposedException)
        {
            services.Logger.LogError(fault, "The audit log did not take {Action} on {Subject} by {Actor}", entry.Action, entry.Subject, entry.Actor);
        }
    }

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most];
}
