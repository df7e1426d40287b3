using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>The run's mailbox: messages become events in the order in which they came.</content>
internal sealed partial class LiveRun
{
    private const int MailBatch = 64;
    private readonly List<int> _used = [];
    private int _writtenTo;
    private int _rings;

    /// <summary>
    /// There is something in the mailbox. Rings while it is being emptied make sure that nothing is overlooked. False when this run is parked.
    /// </summary>
    public bool Ring()
    {
        bool isFirst;
        lock (_gate)
        {
            if (_isParked)
            {
                return false;
            }

            isFirst = ++_rings == 1;
        }

        if (isFirst)
        {
            _ = TakeMailAsync();
        }

        return true;
    }

    /// <summary>How the wait ended behind which a hand-out begins.</summary>
    public async ValueTask<Awakening> AwakeningAsync(HandOut handOut, CancellationToken cancellation)
    {
        if (handOut.Mail == 0)
        {
            return new Awakening.TimeOver();
        }

        return new Awakening.Arrived(ItemPages.Read(await ContentAsync(handOut, cancellation).ConfigureAwait(false)));
    }

    /// <summary>The output that a person gave in place of the first node's.</summary>
    public async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<Item>>> GivenAsync(HandOut handOut, CancellationToken cancellation) =>
        (await ContentAsync(handOut, cancellation).ConfigureAwait(false)).EnumerateObject()
            .ToDictionary(port => port.Name, IReadOnlyList<Item> (port) => ItemPages.Read(port.Value), StringComparer.Ordinal);

    private async ValueTask<JsonElement> ContentAsync(HandOut handOut, CancellationToken cancellation)
    {
        var rows = await _parts.Runs.ReadMailAsync(Id, handOut.Mail - 1, 1, cancellation).ConfigureAwait(false);
        return rows is [{ Content.IsEmpty: false } row]
            ? JsonElement.Parse(row.Content.Span, new() { MaxDepth = Limits.Depth + 4 })
            : throw new StoreFault($"Message {handOut.Mail} of run {Id} is missing.");
    }

    private async Task TakeMailAsync()
    {
        for (var seen = 0; ;)
        {
            lock (_gate)
            {
                if (_rings == seen)
                {
                    _rings = 0;
                    return;
                }

                seen = _rings;
            }

            try
            {
                while (await TakeBatchAsync().ConfigureAwait(false))
                {
                }
            }
            catch (Exception fault)
            {
                Report("The mailbox could not be taken; it is when the host starts again.", fault);
            }
        }
    }

    /// <summary>False when nothing is left, or this run is no more.</summary>
    private async Task<bool> TakeBatchAsync()
    {
        int taken;
        lock (_gate)
        {
            taken = _state.MailTaken;
        }

        var rows = await TryUntilDoneAsync(
            "The mailbox could not be read", async () => await _parts.Runs.ReadMailAsync(Id, taken, MailBatch, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var row in rows ?? [])
        {
            var message = EventOf(row);
            await PrepareRevisionAsync(message).ConfigureAwait(false);
            await QuietAsync(message).ConfigureAwait(false);
            if (IsStopping)
            {
                return false;
            }

            PostAside(message);
        }

        return rows is { Count: > 0 } && !IsStopping && !_state.HasEnded;
    }

    private RunEvent.Message EventOf(MailRow row) => EventOf(row, Planned);

    /// <summary>The event that a message is to the decider of a plan.</summary>
    public static RunEvent.Message EventOf(MailRow row, PlannedWorkflow planned)
    {
        switch (row.Kind)
        {
            case MailKind.Signal:
                return new RunEvent.Signalled(row.Ordinal, row.Name);
            case MailKind.Answer:
                var at = row.Name.IndexOf('@', StringComparison.Ordinal);
                return planned.NodeIndex.TryGetValue(row.Name[..at], out var node)
                    ? new RunEvent.Answered(row.Ordinal, node, row.Name[(at + 1)..])
                    : new RunEvent.Discarded(row.Ordinal);
            case MailKind.PauseAnswer:
                var (pause, type, by) = row.ReadPauseAnswer();
                return new RunEvent.PauseAnswered(row.Ordinal, int.Parse(pause, CultureInfo.InvariantCulture), type)
                {
                    By = by,
                    Revision = type == PauseAnswerType.Apply ? RunRevisionJson.Read(JsonElement.Parse(row.Content.Span)) : null,
                };
            case MailKind.ChildEnded:
                return Ended(row, planned);
            default:
                return new RunEvent.Discarded(row.Ordinal);
        }
    }

    private static RunEvent.Message Ended(MailRow row, PlannedWorkflow planned)
    {
        var (slash, at) = (row.Name.IndexOf('/', StringComparison.Ordinal), row.Name.IndexOf('@', StringComparison.Ordinal));
        var attempt = int.Parse(row.Name.AsSpan(0, slash), CultureInfo.InvariantCulture);
        return planned.NodeIndex.TryGetValue(row.Name[(slash + 1)..at], out var node)
            ? new RunEvent.ChildEnded(row.Ordinal, node, row.Name[(at + 1)..], attempt, !row.Content.IsEmpty)
            : new RunEvent.Discarded(row.Ordinal);
    }

    /// <summary>A message whose content stands in this record need not be kept.</summary>
    private void NoteUsed(int node, NodeRecord record)
    {
        if (_state.Out.TryGetValue((int)(record.Sequence >> 20), out var handOut) && handOut.Mail > 0 && handOut.First == node && record.Status != FrameStatus.Cancelled)
        {
            _used.Add(handOut.Mail);
        }
    }

    private JournalWrite WithMail(JournalWrite write)
    {
        if (_record.HasEnded)
        {
            _used.AddRange(_state.Kept.All);
        }

        if (_state.MailTaken == _writtenTo && _used.Count == 0)
        {
            return write;
        }

        write = write with { MailTaken = new(Id, _state.MailTaken > _writtenTo ? _state.MailTaken : 0, _used.ToList()) };
        _writtenTo = _state.MailTaken;
        _used.Clear();
        return write;
    }

    /// <summary>Does something with the store for as long as it takes; the default value when this host stops first.</summary>
    private async Task<T?> TryUntilDoneAsync<T>(string otherwise, Func<Task<T>> work)
    {
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = pause * 2 < TimeSpan.FromSeconds(5) ? pause * 2 : TimeSpan.FromSeconds(5))
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (StoreFault fault) when (!fault.IsTaken)
            {
                Report($"{otherwise}; trying again.", fault);
            }

            if (IsStopping)
            {
                return default;
            }

            await Task.Delay(pause, Clock).ConfigureAwait(false);
        }
    }
}
