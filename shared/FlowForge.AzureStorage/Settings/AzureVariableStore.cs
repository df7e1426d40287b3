using System.Text.Json;
using FlowForge.AzureStorage.Access;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.Settings;

/// <summary>Variables in a storage account. They are read with each start, since another process may have set them.</summary>
public sealed class AzureVariableStore(AzureStorageAccount account, TimeProvider clock) : IVariableStore
{
    private readonly VariableRows _rows = new(account);
    private readonly Turns _turns = new();

    /// <inheritdoc/>
    public ValueTask<Page<Variable>> ListAsync(int limit, string? after, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        var most = Math.Clamp(limit, 1, Limits.ListMost);
        var (all, _) = await _rows.ReadAsync(cancellation).ConfigureAwait(false);
        var rows = all.Values.Where(row => after is null || string.CompareOrdinal(row.Name, after) > 0).Take(most + 1).ToList();
        return rows.Count > most ? new Page<Variable>(rows[..most], rows[most - 1].Name) : new(rows, null);
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<Variable?> GetAsync(string name, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
        (await _rows.ReadAsync(cancellation).ConfigureAwait(false)).Variables.GetValueOrDefault(name), cancellation);

    /// <inheritdoc/>
    public ValueTask<VariableResult> SetAsync(string name, JsonElement value, WriteCondition condition, CancellationToken cancellation)
    {
        var (tag, isNew) = (Tokens.New(), false);
        return ChangeAsync((all, present) =>
        {
            if (present?.ETag == tag)
            {
                return (new VariableResult.Done(present, isNew), false);
            }

            if (!condition.Holds(present?.ETag))
            {
                return (new VariableResult.Conflict(present), false);
            }

            isNew = present is null;
            var variable = all[name] = new(name, value, tag, clock.GetUtcNow());
            return SetOf(all.Values).IsWithinLimits ? (new VariableResult.Done(variable, isNew), true) : (new VariableResult.Full(), false);
        }, name, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<VariableResult> DeleteAsync(string name, WriteCondition condition, CancellationToken cancellation)
    {
        Variable? tried = null;
        return ChangeAsync((all, present) =>
        {
            if (present is null || !condition.Holds(present.ETag))
            {
                // Gone after an attempt of this call: that attempt's answer was lost.
                return (present is null && tried is not null ? new VariableResult.Done(tried, false) : new VariableResult.Conflict(present), false);
            }

            tried = present;
            all.Remove(name);
            return (new VariableResult.Done(present, false), true);
        }, name, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<VariableSet> CurrentAsync(CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
        SetOf((await _rows.ReadAsync(cancellation).ConfigureAwait(false)).Variables.Values), cancellation);

    private ValueTask<VariableResult> ChangeAsync(
        Func<SortedDictionary<string, Variable>, Variable?, (VariableResult Result, bool IsChange)> change, string name, CancellationToken cancellation) =>
        AzureCalls.RunAsync(async () =>
        {
            cancellation.ThrowIfCancellationRequested();
            return await _turns.TakeAsync("", () => Contention.SettleAsync<VariableResult>(async () =>
            {
                var (all, tag) = await _rows.ReadAsync(default).ConfigureAwait(false);
                var (result, isChange) = change(all, all.GetValueOrDefault(name));
                return !isChange || await _rows.WriteAsync(all.Values, tag).ConfigureAwait(false) ? result : null;
            })).ConfigureAwait(false);
        }, cancellation);

    private static VariableSet SetOf(IEnumerable<Variable> variables) =>
        VariableSet.Of(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));
}
