using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Simulation.Hosts;

namespace FlowForge.Simulation.Audits;

/// <summary>Sees all that becomes durable, in the order in which it does, and says what must not have been.</summary>
internal sealed class Audit(World world)
{
    private const int MostWrongs = 20;
    private readonly Dictionary<string, RunLedger> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _starts = new(StringComparer.Ordinal);
    private readonly HashSet<(string Run, int Ordinal)> _segments = [];
    private readonly List<string> _faults = [];

    /// <summary>What must not have been.</summary>
    public List<string> Wrongs { get; } = [];

    public RunLedger Of(string run) => _runs.TryGetValue(run, out var known) ? known : _runs[run] = new(run, Wrong);

    public void Wrong(string what)
    {
        if (Wrongs.Count < MostWrongs && !Wrongs.Contains(what))
        {
            Wrongs.Add(what);
        }
    }

    /// <summary>What a host reported: only a broken store may be the cause.</summary>
    public void Fault(string message, Exception? cause)
    {
        _faults.Add($"\n  reported at {world.Turns.Now}: {message} {cause?.Message}");
        if (cause is not StoreFault { IsTaken: false })
        {
            Wrong($"fault: {message} {cause}");
        }
    }

    /// <summary>A host wants something to be durable.</summary>
    public void Asked(JournalWrite write)
    {
        foreach (var row in write.Segments)
        {
            world.Turns.History.Add(row.RunId, row.Ordinal);
        }
    }

    public void Wrote(JournalWrite write)
    {
        if (write.Start is { } start && !_starts.TryAdd(start.Key, start.RunId) && _starts[start.Key] != start.RunId)
        {
            Wrong($"the key of run {_starts[start.Key]} has started {start.RunId} too");
        }

        foreach (var row in write.Segments.Where(row => _segments.Add((row.RunId, row.Ordinal))))
        {
            foreach (var entry in new SegmentReader(new(world.Disk.Runs), row.RunId).Read(row))
            {
                Of(row.RunId).Add(entry);
            }
        }

        if (write.Run is { } run)
        {
            Of(run.Id).Stands(run);
        }
    }

    /// <summary>Nothing is left to do: the host must hold nothing any more.</summary>
    public async Task<Host> AtRestAsync()
    {
        var host = await world.HostAsync();
        for (var i = 0; i < 900 && (world.Turns.Now < world.Faults.Until || host.IsDead || host.Engine.OpenRuns > 0 || world.Disk.All().Any(run => !run.HasEnded)); i++)
        {
            await world.Turns.PauseAsync(null, "rests", TimeSpan.FromSeconds(1));
            host = await world.HostAsync();
        }

        Check(host.Engine.OpenRuns == 0, $"{host.Engine.OpenRuns} runs are open at the end");
        Check(host.Engine.LiveRuns == 0, $"{host.Engine.LiveRuns} runs are in memory at the end");
        Check(host.Engine.QueuedRuns == 0, $"{host.Engine.QueuedRuns} runs are queued at the end");
        Check(world.Disk.Runs.OpenWaitsAsync(default).AsTask().Result.Count == 0, "waits are open at the end");
        Check(world.Disk.Runs.RunsWithMailAsync(default).AsTask().Result.Count == 0, "messages are not taken at the end");
        return host;
    }

    public void AtTheEnd()
    {
        foreach (var run in world.Disk.All())
        {
            Check(run.HasEnded, $"run {run.Id} of {run.WorkflowId} is {run.Status} at the end");
            Of(run.Id).AtTheEnd();
            foreach (var wrong in FrameCheck.Of(world, run))
            {
                Wrong(wrong);
            }
        }

        foreach (var scene in world.Scenes)
        {
            scene.Check();
        }
    }

    public void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            Wrong(otherwise);
        }
    }

    /// <summary>How the runs stand, for whoever asks why a world is not over.</summary>
    public string Standing() => string.Concat(world.Disk.All().Where(run => !run.HasEnded).Select(run => $"\n  {run.Id} of {run.WorkflowId} is {run.Status}").Concat(_faults.TakeLast(12)));
}
