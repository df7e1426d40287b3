using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <summary>What one attempt reads and changes of the workflow's state.</summary>
internal sealed class NodeState(LiveRun run)
{
    private readonly Dictionary<StateScope, OrderedDictionary<string, JsonElement>> _seen = [];
    private readonly List<StateChange> _changes = [];
    private int _bytes;

    /// <summary>The changes so far.</summary>
    public IReadOnlyList<StateChange> Changes => _changes;

    /// <summary>What is stored, with the run's and this attempt's changes on top; a copy.</summary>
    public async ValueTask<OrderedDictionary<string, JsonElement>> ReadAsync(StateScope scope, CancellationToken cancellation)
    {
        if (!_seen.TryGetValue(scope, out var values))
        {
            values = await run.ReadStateAsync(scope, cancellation).ConfigureAwait(false);
            foreach (var change in _changes.Where(change => change.Scope == scope))
            {
                change.ApplyTo(values);
            }

            _seen[scope] = values;
        }

        return new(values, StringComparer.Ordinal);
    }

    /// <summary>Takes a change; gives the failure of one that passes a bound.</summary>
    public Failure? Change(StateChange change)
    {
        _bytes += change.Bytes;
        if (_bytes > Limits.StateChangeBytes)
        {
            return TooLarge($"A node run may change at most {Limits.StateChangeBytes} bytes of the workflow's state.");
        }

        _changes.Add(change);
        if (!_seen.TryGetValue(change.Scope, out var values))
        {
            return null;
        }

        var (keys, bytes) = (values.Count, Size(values));
        change.ApplyTo(values);
        var whose = change.Scope.NodeId is { } node ? $"The state of node '{node}'" : "The workflow's state";

        // What other runs have put in at the same time may have passed a bound; a change that makes it less is welcome.
        return values.Count > Math.Max(Limits.StateKeys, keys - 1) ? TooLarge($"{whose} may have at most {Limits.StateKeys} keys.")
            : Size(values) > Math.Max(Limits.StateBytes, bytes - 1) ? TooLarge($"{whose} may have at most {Limits.StateBytes} bytes.")
            : null;
    }

    private static long Size(OrderedDictionary<string, JsonElement> values) =>
        values.Sum(static pair => (long)pair.Key.Length + JsonMarshal.GetRawUtf8Value(pair.Value).Length);

    private static Failure TooLarge(string message) => Failure.Of(FailureCodes.StateTooLarge, message);
}
