using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <content>Mailboxes and waits.</content>
public sealed partial class MemoryRunStore
{
    private readonly Dictionary<string, Mailbox> _mail = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Dictionary<string, WaitRow>> _waits = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now)
    {
        lock (_gate)
        {
            return new(Post(mail, now));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_mail.GetValueOrDefault(runId)?.Rows.Skip(after).Take(limit).ToList() ?? []);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_mail.Where(pair => pair.Value.Taken < pair.Value.Rows.Count && !_runs[pair.Key].HasEnded).Select(pair => pair.Key).ToList());
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ExpireWaitAsync(WaitKey wait)
    {
        lock (_gate)
        {
            var row = Wait(wait);
            if (row is { State: WaitState.Open })
            {
                Keep(row with { State = WaitState.Expired });
            }

            return new(row is { State: WaitState.Open or WaitState.Expired });
        }
    }

    /// <inheritdoc/>
    public ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(Wait(wait));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_waits.Values.SelectMany(rows => rows.Values).Where(row => row.State == WaitState.Open).ToList());
        }
    }

    private MailResult Post(MailRow mail, DateTimeOffset now)
    {
        if (!_runs.TryGetValue(mail.RunId, out var run))
        {
            return MailResult.UnknownRun;
        }

        var box = _mail.GetValueOrDefault(mail.RunId) ?? new();
        if (box.Ids.Contains(mail.Id))
        {
            return MailResult.Repeated;
        }

        var wait = mail.Kind == MailKind.Answer ? _waits.GetValueOrDefault(mail.RunId)?.GetValueOrDefault(mail.Name) : null;
        if (wait is { State: WaitState.Expired } || wait?.Until <= now)
        {
            return MailResult.Expired;
        }

        if (run.HasEnded)
        {
            return MailResult.EndedRun;
        }

        if (box.IsFull(mail))
        {
            return MailResult.Full;
        }

        Add(mail);
        if (wait is not null)
        {
            Keep(wait with { State = WaitState.Answered });
        }

        return MailResult.Added;
    }

    private void KeepMail(JournalWrite write)
    {
        foreach (var wait in write.Waits)
        {
            var isAnswered = wait.HasAddress && _mail.GetValueOrDefault(wait.RunId)?.Ids.Contains(MailRow.AnswerId(wait.Node, wait.Iteration)) == true;
            Keep(isAnswered ? wait with { State = WaitState.Answered } : wait);
        }

        foreach (var row in write.WaitsOver.Select(Wait).OfType<WaitRow>())
        {
            if (!row.HasAddress)
            {
                _waits[row.RunId].Remove(WaitRow.PlaceOf(row.Node, row.Iteration));
            }
            else if (row.State == WaitState.Open)
            {
                Keep(row with { State = WaitState.Closed });
            }
        }

        foreach (var mail in write.Mail.Where(mail => _runs.ContainsKey(mail.RunId) && _mail.GetValueOrDefault(mail.RunId)?.Ids.Contains(mail.Id) != true))
        {
            Add(mail);
        }

        if (write.MailTaken is { } progress && _mail.TryGetValue(progress.RunId, out var box))
        {
            box.Take(progress);
        }
    }

    private WaitRow? Wait(WaitKey wait) => _waits.GetValueOrDefault(wait.RunId)?.GetValueOrDefault(WaitRow.PlaceOf(wait.Node, wait.Iteration));

    private void Keep(WaitRow row) =>
        (_waits.TryGetValue(row.RunId, out var rows) ? rows : _waits[row.RunId] = new(StringComparer.Ordinal))[WaitRow.PlaceOf(row.Node, row.Iteration)] = row;

    private void Add(MailRow mail) => (_mail.TryGetValue(mail.RunId, out var box) ? box : _mail[mail.RunId] = new()).Add(mail);

    private void DropMail(string runId)
    {
        _mail.Remove(runId);
        _waits.Remove(runId);
    }

    private sealed class Mailbox
    {
        private readonly HashSet<int> _used = [];

        public List<MailRow> Rows { get; } = [];

        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);

        public int Taken { get; private set; }

        public void Add(MailRow mail)
        {
            Ids.Add(mail.Id);
            Rows.Add(mail with { Ordinal = Rows.Count + 1 });
        }

        public bool IsFull(MailRow mail)
        {
            var kept = Rows.Where(row => row.Kind != MailKind.ChildEnded && !_used.Contains(row.Ordinal)).ToList();
            return mail.Kind != MailKind.ChildEnded
                && (kept.Count >= Limits.MailKept || kept.Count(row => row.Kind == mail.Kind && row.Name == mail.Name) >= Limits.SignalsKept);
        }

        public void Take(MailProgress progress)
        {
            Taken = Math.Max(Taken, progress.TakenTo);
            foreach (var ordinal in progress.Used)
            {
                _used.Add(ordinal);
                Rows[ordinal - 1] = Rows[ordinal - 1] with { Content = default };
            }
        }
    }
}
