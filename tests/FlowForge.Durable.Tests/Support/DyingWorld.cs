using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Durable.Tests.Support;

/// <summary>Hosts that die one after another: each after so many durable writes, in the middle of whatever it does; the activity is then called again on the next.</summary>
internal sealed class DyingWorld(MemoryRunStore store, Func<DyingStore, EffectLedger, ICatalogue> kinds, Func<int, int> writes) : IWorld
{
    private readonly List<(DyingStore Store, DrivenBench Bench)> _hosts = [];

    public EffectLedger Ledger { get; } = new();

    /// <summary>Hosts so far.</summary>
    public int Hosts => _hosts.Count;

    public async Task<JsonElement> RunAsync(string activity, JsonElement input)
    {
        while (true)
        {
            if (_hosts.Count == 0 || _hosts[^1].Store.IsDead)
            {
                Begin();
            }

            var (host, bench) = _hosts[^1];
            var answer = bench.Activities.RunAsync(activity, input, CancellationToken.None);
            while (!answer.IsCompleted && !host.IsDead)
            {
                await Task.WhenAny(answer, Task.Delay(1));
            }

            if (!host.IsDead || answer.IsCompletedSuccessfully)
            {
                return await answer;
            }
        }
    }

    /// <summary>Makes a host over its way to the store; null for one with the kinds that were handed in.</summary>
    public Func<DyingStore, DrivenBench>? Make { get; init; }

    /// <summary>What each new host is told.</summary>
    public Action<DrivenBench> Prepare { get; init; } = _ => { };

    private void Begin()
    {
        var host = new DyingStore(store, Ledger, writes(Hosts));
        _hosts.Add((host, Make?.Invoke(host) ?? new(kinds(host, Ledger), host)));
        Prepare(_hosts[^1].Bench);
    }
}
