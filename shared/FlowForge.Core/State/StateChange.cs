using System.Runtime.InteropServices;
using System.Text.Json;

namespace FlowForge.Core.State;

/// <summary>What a node run changes in a scope; it lies in the node's record (semantics 7). Keys that it does not name stay as they are.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Set">Keys with their new values, any JSON, normalised (semantics 6); the last one of a key wins.</param>
/// <param name="Removed">Keys that go, before any is set.</param>
public sealed record StateChange(
    StateScope Scope, IReadOnlyList<KeyValuePair<string, JsonElement>> Set, IReadOnlyList<string> Removed)
{
    /// <summary>About the bytes it takes in a record.</summary>
    public int Bytes => Set.Sum(pair => pair.Key.Length + JsonMarshal.GetRawUtf8Value(pair.Value).Length) + Removed.Sum(key => key.Length);

    /// <summary>Makes the change in <paramref name="values"/>; a key that is there keeps its place.</summary>
    public void ApplyTo(OrderedDictionary<string, JsonElement> values)
    {
        foreach (var key in Removed)
        {
            values.Remove(key);
        }

        foreach (var (key, value) in Set)
        {
            values[key] = value;
        }
    }

    /// <summary>What makes one object of another, property by property of the first level; null when they are the same.</summary>
    public static StateChange? Between(StateScope scope, JsonElement before, JsonElement after)
    {
        var set = after.EnumerateObject()
            .Where(property => !before.TryGetProperty(property.Name, out var was) || !JsonElement.DeepEquals(was, property.Value))
            .Select(property => KeyValuePair.Create(property.Name, property.Value)).ToList();
        var removed = before.EnumerateObject().Select(property => property.Name).Where(name => !after.TryGetProperty(name, out _)).ToList();
        return set.Count + removed.Count == 0 ? null : new(scope, set, removed);
    }
}

/// <summary>The changes of one node run, applied once: the stamp (run, node, iteration) is kept for as long as the run is.</summary>
/// <param name="WorkflowId">Whose state is changed.</param>
/// <param name="RunId">The run.</param>
/// <param name="NodeId">The node.</param>
/// <param name="Iteration">Its iteration's path.</param>
/// <param name="Changes">What changes, in order.</param>
public sealed record StateWrite(string WorkflowId, string RunId, string NodeId, string Iteration, IReadOnlyList<StateChange> Changes);
