using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Core.State;

/// <summary>Variables in memory: of the browser, and of tests.</summary>
public sealed class MemoryVariableStore(TimeProvider clock) : IVariableStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Variable> _variables = new(StringComparer.Ordinal);
    private VariableSet _current = VariableSet.Empty;
    private long _changes;

    /// <inheritdoc/>
    public ValueTask<Page<Variable>> ListAsync(int limit, string? after, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var wanted = Math.Clamp(limit, 1, Limits.ListMost);
            var rows = _variables.Values.Where(row => after is null || string.CompareOrdinal(row.Name, after) > 0).Take(wanted + 1).ToList();
            return new(new Page<Variable>(rows.Take(wanted).ToList(), rows.Count > wanted ? rows[wanted - 1].Name : null));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Variable?> GetAsync(string name, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_variables.GetValueOrDefault(name));
        }
    }

    /// <inheritdoc/>
    public ValueTask<VariableResult> SetAsync(string name, JsonElement value, WriteCondition condition, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var present = _variables.GetValueOrDefault(name);
            if (!condition.Holds(present?.ETag))
            {
                return new(new VariableResult.Conflict(present));
            }

            var variable = new Variable(name, value, (++_changes).ToString("x", CultureInfo.InvariantCulture), clock.GetUtcNow());
            var next = VariableSet.Of(_variables.Values.Where(row => row.Name != name).Append(variable).Select(Pair));
            if (!next.IsWithinLimits)
            {
                return new(new VariableResult.Full());
            }

            (_variables[name], _current) = (variable, next);
            return new(new VariableResult.Done(variable, present is null));
        }
    }

    /// <inheritdoc/>
    public ValueTask<VariableResult> DeleteAsync(string name, WriteCondition condition, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var present = _variables.GetValueOrDefault(name);
            if (present is null || !condition.Holds(present.ETag))
            {
                return new(new VariableResult.Conflict(present));
            }

            _variables.Remove(name);
            _current = VariableSet.Of(_variables.Values.Select(Pair));
            return new(new VariableResult.Done(present, false));
        }
    }

    /// <inheritdoc/>
    public ValueTask<VariableSet> CurrentAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_current);
        }
    }

    private static KeyValuePair<string, JsonElement> Pair(Variable variable) => new(variable.Name, variable.Value);
}
