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

    public Task<JsonElement> RunAsync(string activity, JsonElement input) => DoAsync(bench => bench.Activities.RunAsync(activity, input, CancellationToken.None));

    /// <summary>Does something on the host that lives, and again on the next when that dies over it.</summary>
    public async Task<T> DoAsync<T>(Func<DrivenBench, Task<T>> what)
    {
        while (true)
        {
            var (isDone, result) = await TryAsync(what);
            if (isDone)
            {
                return result!;
            }
        }
    }

    /// <summary>The same, once.</summary>
    public async Task<(bool IsDone, T? Result)> TryAsync<T>(Func<DrivenBench, Task<T>> what)
    {
        if (_hosts.Count == 0 || _hosts[^1].Store.IsDead)
        {
            Begin();
        }

        var (host, bench) = _hosts[^1];
        var answer = what(bench);
        while (!answer.IsCompleted && !host.IsDead)
        {
            await Task.WhenAny(answer, Task.Delay(1));
        }

        return !host.IsDead || answer.IsCompletedSuccessfully ? (true, await answer) : (false, default);
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
