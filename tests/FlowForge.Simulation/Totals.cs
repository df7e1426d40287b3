using System.Globalization;
using FlowForge.Simulation.Faults;

namespace FlowForge.Simulation;

/// <summary>What a number of worlds had in them.</summary>
internal sealed class Totals
{
    private readonly long[] _faults = new long[Enum.GetValues<Fault>().Length];
    private long _worlds;
    private long _runs;
    private long _hosts;
    private long _calls;
    private long _repeats;

    public void Add(Verdict verdict)
    {
        var world = verdict.World;
        _worlds++;
        (_runs, _hosts, _calls, _repeats) = (_runs + world.Disk.All().Count, _hosts + world.Hosts, _calls + world.Outside.Calls, _repeats + world.Outside.Repeats);
        for (var i = 0; i < _faults.Length; i++)
        {
            _faults[i] += world.Faults.Happened[i];
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_worlds} worlds, {_runs} runs, {_hosts} hosts, {_calls} calls, {_repeats} repeated under their key; {string.Join(", ", _faults.Select((count, i) => $"{(Fault)i} {count}").Skip(1))}");
}
