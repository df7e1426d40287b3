using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Core.State;

/// <summary>What workflows keep between runs, in memory; written by a <see cref="Frames.MemoryRunStore"/>.</summary>
internal sealed class MemoryStateStore : IStateStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, OrderedDictionary<string, JsonElement>>> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<(string Node, string Iteration)>> _stamps = new(StringComparer.Ordinal);

    public void Apply(StateWrite write)
    {
        lock (_gate)
        {
            if (!(_stamps.TryGetValue(write.RunId, out var stamps) ? stamps : _stamps[write.RunId] = []).Add((write.NodeId, write.Iteration)))
            {
                return;
            }

            var scopes = _states.TryGetValue(write.WorkflowId, out var known) ? known : _states[write.WorkflowId] = new(StringComparer.Ordinal);
            foreach (var change in write.Changes)
            {
                var scope = change.Scope.NodeId ?? "";
                change.ApplyTo(scopes.TryGetValue(scope, out var values) ? values : scopes[scope] = new(StringComparer.Ordinal));
            }
        }
    }

    public void ForgetRun(string runId)
    {
        lock (_gate)
        {
            _stamps.Remove(runId);
        }
    }

    public ValueTask<OrderedDictionary<string, JsonElement>> ReadAsync(string workflowId, StateScope scope, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_states.TryGetValue(workflowId, out var scopes) && scopes.TryGetValue(scope.NodeId ?? "", out var values)
                ? new OrderedDictionary<string, JsonElement>(values, StringComparer.Ordinal)
                : new(StringComparer.Ordinal));
        }
    }

    public ValueTask<IReadOnlyList<StateScope>> ScopesAsync(string workflowId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_states.TryGetValue(workflowId, out var scopes)
                ? scopes.Where(scope => scope.Value.Count > 0).Select(scope => new StateScope(scope.Key.Length == 0 ? null : scope.Key)).ToList()
                : []);
        }
    }

    public ValueTask<bool> DeleteAsync(string workflowId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_states.Remove(workflowId, out var scopes) && scopes.Values.Any(values => values.Count > 0));
        }
    }
}
