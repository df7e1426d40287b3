using FlowForge.AiBench.Heals;
using FlowForge.AiBench.Prompts;
using FlowForge.AiBench.Reports;
using FlowForge.AiBench.Sets;
using FlowForge.Core.Ports;

namespace FlowForge.AiBench;

/// <summary>Measures a model: every case so many times, some at a time.</summary>
internal sealed class Measurement(ILanguageModel model, IScripts scripts, int tries, int parallel)
{
    /// <summary>Told of each try as it ends.</summary>
    public Action<Attempt> OnEnded { get; init; } = static _ => { };

    public async Task<IReadOnlyList<Attempt>> PromptsAsync(IReadOnlyList<PromptCase> cases, CancellationToken cancellation)
    {
        var bench = new PromptBench(model, scripts);
        var ended = new Attempt[cases.Count * tries];
        await Parallel.ForAsync(0, ended.Length, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation }, async (at, stop) =>
            OnEnded(ended[at] = await bench.TryAsync(cases[at % cases.Count], (at / cases.Count) + 1, stop).ConfigureAwait(false))).ConfigureAwait(false);
        return ended;
    }

    public async Task<IReadOnlyList<Attempt>> HealsAsync(IReadOnlyList<HealCase> cases, CancellationToken cancellation)
    {
        var (bench, ended, next) = (new HealBench(scripts), new Attempt[cases.Count * tries], -1);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(parallel, ended.Length)).Select(_ => Task.Run(WorkAsync, cancellation))).ConfigureAwait(false);
        return ended;

        // A host looks at one case at a time, so each worker has its own.
        async Task WorkAsync()
        {
            await using var host = await HealHost.StartAsync(model, scripts).ConfigureAwait(false);
            for (int at; (at = Interlocked.Increment(ref next)) < ended.Length;)
            {
                OnEnded(ended[at] = await bench.TryAsync(host, cases[at % cases.Count], (at / cases.Count) + 1, cancellation).ConfigureAwait(false));
            }
        }
    }
}
