using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Scripting.Pool;
using FlowForge.Scripting.Preparation;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;

namespace FlowForge.Scripting.Host;

/// <summary>Expressions and code over a pool of workers, wherever those are. What calls it only reads sources and answers the simplest expressions.</summary>
/// <param name="pool">Runs jobs.</param>
/// <param name="expressionTime">Time for the expressions of one page of items.</param>
internal sealed class JobScripts(IJobPool pool, TimeSpan expressionTime) : IScripts
{
    private readonly ScriptCache _cache = new();

    /// <inheritdoc/>
    public IPreparedParameters Prepare(JsonElement parameters) => _cache.Parameters(parameters);

    /// <inheritdoc/>
    public IReadOnlyList<string?> NodeNames(string source) => _cache.Body(source, perItem: true).Needs.NodeNames;

    /// <inheritdoc/>
    public bool AsksOnlyItsInput(ScriptStep step) => step.Given is null && _cache.Body(step.Source, step.PerItem).Needs.AreOfInput;

    /// <inheritdoc/>
    public string RenameNode(string source, string from, string to) => NodeRename.Apply(source, from, to);

    /// <inheritdoc/>
    public Failure? Check(string source) => _cache.Body(source, perItem: true).Problem;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(
        IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation)
    {
        var prepared = (PreparedParameters)parameters;
        var results = count == 0 ? 1 : count;
        if (prepared.IsConstant)
        {
            return All(results, prepared.Constant);
        }

        if (prepared.Problems.Count > 0)
        {
            return All(results, Named(scope, prepared.Problems[0].Value));
        }

        var items = count == 0
            ? [new Item(JsonConstants.EmptyObject)]
            : await scope.Input().Range(offset, count).ReadAllAsync(cancellation).ConfigureAwait(false);
        var page = new ParameterPage(prepared, scope, items, offset);
        var asked = page.FindEngineWork();
        if (asked.Count > 0)
        {
            var failure = await new ExpressionJob(prepared, scope, pool, expressionTime).FillAsync(page, asked, items, offset, cancellation).ConfigureAwait(false);
            if (failure is not null)
            {
                return All(results, failure);
            }
        }

        return page.Build();
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ScriptResult>> RunAsync(
        IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation)
    {
        var sources = chain.Select(step => _cache.Body(step.Source, step.PerItem)).ToArray();
        var broken = Array.FindIndex(sources, source => source.Problem is not null);
        var runnable = broken < 0 ? chain.Count : broken;
        var results = new List<ScriptResult>(chain.Count);
        if (runnable > 0)
        {
            await RunAsync(chain, sources, runnable, scope, results, cancellation).ConfigureAwait(false);
        }

        if (broken >= 0 && results.Count == broken && !results.Exists(result => result.Failure is not null))
        {
            results.Add(Failed(chain[broken], sources[broken].Problem!));
        }

        return results;
    }

    private async ValueTask RunAsync(
        IReadOnlyList<ScriptStep> chain, ScriptDefinition[] sources, int runnable, IScriptScope scope, List<ScriptResult> results,
        CancellationToken cancellation)
    {
        var whole = scope.Input();
        var input = chain[0].RunOnce ? whole.Range(0, Math.Min(1, whole.Count)) : whole;
        var steps = chain.Take(runnable).Select((step, index) => ToHeader(step, index, sources[index], scope)).ToArray();
        var items = await EncodeAsync(input, cancellation).ConfigureAwait(false);
        if (items.IsFailure)
        {
            results.Add(Failed(chain[0], items.Failure));
            return;
        }

        var builder = new JobBuilder(scope, steps, sources[..runnable], items.Value, 0, input.Count);
        var job = await builder.BuildAsync(cancellation).ConfigureAwait(false);
        if (job.IsFailure)
        {
            results.Add(Failed(chain[0], job.Failure));
            return;
        }

        var end = await pool.RunAsync(job.Value).ConfigureAwait(false);
        for (var index = 0; index < end.Steps.Count && !results.Exists(result => result.Failure is not null); index++)
        {
            results.Add(ResultReader.Read(end.Steps[index], chain[index], items.Value.Refs, builder.States));
        }

        if (end.Killed is { } killed && results.Count == end.Steps.Count)
        {
            results.Add(Failed(chain[results.Count], killed));
        }
    }

    private static async ValueTask<Outcome<ItemEncoder>> EncodeAsync(ItemList input, CancellationToken cancellation)
    {
        var items = new ItemEncoder();
        long bytes = 0;
        for (var at = 0; at < input.Count;)
        {
            var page = await input.ReadAsync(at, Limits.PageItems, cancellation).ConfigureAwait(false);
            var chunk = items.Chunks.Count;
            items.Add(page);
            at += page.Count;
            bytes += items.Chunks.Skip(chunk).Sum(added => (long)added.Length);
            if (bytes > Limits.ScriptInputBytes)
            {
                return Failure.Of(FailureCodes.ScriptLimit, $"The script is given more than {Limits.ScriptInputBytes / (1024 * 1024)} MB.");
            }
        }

        return items;
    }

    private static StepHeader ToHeader(ScriptStep step, int index, ScriptDefinition source, IScriptScope scope) => new StepHeader
    {
        Source = source.Id,
        Node = step.NodeName,
        TimeoutMs = (int)Math.Clamp(step.Timeout.TotalMilliseconds, 1, Limits.ScriptSeconds * 1_000),
        RunOnce = step.RunOnce,
        Collect = step.CollectItemFailures,
    }.Asking(source, scope, index == 0);

    /// <summary>A failure of a node's expressions, which says whose they are.</summary>
    public static Failure Named(IScriptScope scope, Failure failure) => failure with { Message = $"Node '{scope.Node.DisplayName}': {failure.Message}" };

    private static ScriptResult Failed(ScriptStep step, Failure failure)
    {
        var prefix = $"Node '{step.NodeName}'";
        var message = failure.Message.StartsWith(prefix, StringComparison.Ordinal) ? failure.Message : $"{prefix}: {failure.Message}";
        return new() { Failure = failure with { Message = message, NodeId = step.NodeId } };
    }

    private static Outcome<JsonElement>[] All(int count, Outcome<JsonElement> outcome)
    {
        var all = new Outcome<JsonElement>[count];
        Array.Fill(all, outcome);
        return all;
    }
}
