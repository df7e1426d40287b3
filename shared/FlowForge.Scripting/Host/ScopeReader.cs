using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Syntax;

namespace FlowForge.Scripting.Host;

/// <summary>Answers what scripts of one job ask about their run: ahead of it what preparation foresaw, during it anything else.</summary>
/// <param name="scope">What they may see.</param>
/// <param name="offset">Index of the first item of the job's page.</param>
/// <param name="count">Items of the page.</param>
/// <param name="refs">Takes note of the binaries that are handed out.</param>
internal sealed class ScopeReader(IScriptScope scope, int offset, int count, BinaryRefs refs)
{
    private long _fetched;

    /// <summary>The states that have been handed out.</summary>
    public GivenStates States { get; } = new();

    /// <summary>An answer for the job's message.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(FetchHeader request, CancellationToken cancellation) => request.Form switch
    {
        LookupForms.Params => Parameters(request.Name),
        LookupForms.Context => scope.Context(request.Name) is { IsFailure: false } context ? Answers.Of(context.Value) : Answers.Failed(scope.Context(request.Name).Failure!),
        LookupForms.WorkflowState or LookupForms.NodeState => await StateAsync(request, cancellation).ConfigureAwait(false),
        LookupForms.Executed => Answers.Of(!scope.Output(request.Name, null).IsFailure),
        LookupForms.Pair => await PairsAsync(request.Name, cancellation).ConfigureAwait(false),
        _ when LookupForms.Placed(request.Form) is var (form, output, run) =>
            await ItemsAsync(ListAt(request.Name, output, run), form, cancellation).ConfigureAwait(false),
        _ => await ItemsAsync(List(request.Name), request.Form, cancellation).ConfigureAwait(false),
    };

    /// <summary>An answer to a question that came while the script was running; it counts.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> FetchAsync(FetchHeader request, CancellationToken cancellation)
    {
        if (!LookupForms.IsKnown(request.Form))
        {
            return Answers.Failed(Failure.Of(FailureCodes.Expression, "There is no such question."));
        }

        var answer = await ReadAsync(request, cancellation).ConfigureAwait(false);
        _fetched += answer.Length;
        return _fetched <= Limits.ScriptFetchBytes
            ? answer
            : Answers.Failed(Failure.Of(
                FailureCodes.ScriptLimit, $"The script fetches more than {Limits.ScriptFetchBytes / (1024 * 1024)} MB of other nodes' items."));
    }

    private Outcome<ItemList> List(string name) => name.Length == 0 ? scope.Input() : scope.Output(name, null);

    private Outcome<ItemList> ListAt(string name, int? output, int? run) => name.Length > 0 ? scope.OutputAt(name, output, run)
        : run is { } index && index != scope.Iteration.Last
            ? Failure.Of(FailureCodes.Expression, $"The input of run {index} of this node is not at hand; this is run {scope.Iteration.Last}.")
            : scope.InputAt(output ?? 0);

    private ReadOnlyMemory<byte> Parameters(string name) => (string.Equals(name, scope.Node.DisplayName, StringComparison.Ordinal) ? scope.Node : scope.Find(name)) is { } node
        ? Answers.Of(node.Parameters)
        : Answers.Failed(Failure.Of(FailureCodes.Expression, $"There is no node named '{name}'."));

    private async ValueTask<ReadOnlyMemory<byte>> StateAsync(FetchHeader request, CancellationToken cancellation)
    {
        var node = request.Form == LookupForms.NodeState ? request.Name : null;
        var state = await scope.StateAsync(node, cancellation).ConfigureAwait(false);
        return state.IsFailure ? Answers.Failed(state.Failure) : Answers.Of(States.Give(node, state.Value));
    }

    private async ValueTask<ReadOnlyMemory<byte>> ItemsAsync(Outcome<ItemList> outcome, string form, CancellationToken cancellation)
    {
        if (outcome.IsFailure)
        {
            return Answers.Failed(outcome.Failure);
        }

        var list = outcome.Value;
        switch (form)
        {
            case LookupForms.All:
                return Answers.Of(Noted(await list.ReadAllAsync(cancellation).ConfigureAwait(false)));
            case LookupForms.At:
                var page = list.Range(Math.Min(offset, list.Count), Math.Clamp(list.Count - offset, 0, count));
                return Answers.Of(offset, Noted(await page.ReadAllAsync(cancellation).ConfigureAwait(false)));
            default:
                return list.Count == 0
                    ? Answers.Of((Item?)null)
                    : Answers.Of((Item?)await OneAsync(list, form == LookupForms.First ? 0 : list.Count - 1, cancellation).ConfigureAwait(false));
        }
    }

    private async ValueTask<Item> OneAsync(ItemList list, int index, CancellationToken cancellation) =>
        Noted(await list.ReadAsync(index, 1, cancellation).ConfigureAwait(false))[0];

    private IReadOnlyList<Item> Noted(IReadOnlyList<Item> items)
    {
        foreach (var item in items)
        {
            refs.Add(item);
        }

        return items;
    }

    private async ValueTask<ReadOnlyMemory<byte>> PairsAsync(string name, CancellationToken cancellation)
    {
        if (scope.Output(name, null) is { IsFailure: true } missing)
        {
            return Answers.Failed(missing.Failure);
        }

        var pairs = await scope.PairAsync(name, offset, count, cancellation).ConfigureAwait(false);
        var places = new Dictionary<PairedItem, int>();
        var items = new List<Item>();
        var at = new int[pairs.Count];
        var failures = new Dictionary<int, Failure>();
        for (var i = 0; i < pairs.Count; i++)
        {
            if (pairs[i].IsFailure)
            {
                failures[i] = pairs[i].Failure!;
                continue;
            }

            var pair = pairs[i].Value;
            if (!places.TryGetValue(pair, out at[i]))
            {
                at[i] = places[pair] = items.Count;
                items.Add(await OneAsync(pair.Items, pair.Index, cancellation).ConfigureAwait(false));
            }
        }

        return Answers.Of(offset, items, at, failures);
    }
}
