using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;

namespace FlowForge.Simulation.Hosts;

/// <summary>What survives every host. All that becomes durable is seen by the auditors.</summary>
internal sealed class Disk(World world)
{
    public MemoryRunStore Runs { get; } = new();

    public MemoryScheduleStore Schedules { get; } = new();

    /// <summary>When the schedules of workflows went live.</summary>
    public Dictionary<string, DateTimeOffset> LiveSince { get; } = new(StringComparer.Ordinal);

    public async Task<bool> WriteAsync(IReadOnlyList<ScheduleRow> put, IReadOnlyList<TriggerId> delete)
    {
        await Schedules.WriteAsync(put, delete);
        foreach (var row in put)
        {
            LiveSince.TryAdd(row.Trigger.WorkflowId, row.Through);
            world.Turns.History.Add(row.Trigger.WorkflowId, row.Through.Ticks);
        }

        return true;
    }

    public async Task<JournalResult> WriteAsync(JournalWrite write)
    {
        var result = await Runs.WriteAsync(write);
        if (result.Existing is null)
        {
            world.Audit.Wrote(write);
        }

        return result;
    }

    public async Task<MailResult> PostAsync(MailRow mail, DateTimeOffset now)
    {
        var result = await Runs.PostAsync(mail, now);
        world.Turns.History.Add(mail.Name, (long)result);
        return result;
    }

    public RunRecord? Run(string id) => Runs.GetRunAsync(id, default).AsTask().Result;

    public IReadOnlyList<RunRecord> All()
    {
        var all = new List<RunRecord>();
        Page<RunRecord>? page = null;
        do
        {
            page = Runs.ListRunsAsync(new(Limit: 500, After: page?.Next), default).AsTask().Result;
            all.AddRange(page.Items);
        }
        while (page.Next is not null);
        return all;
    }
}
