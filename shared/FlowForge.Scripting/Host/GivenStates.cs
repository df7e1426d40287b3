using System.Collections.Concurrent;
using System.Text.Json;

namespace FlowForge.Scripting.Host;

/// <summary>
/// What the scripts of one job have been given of the workflow's state, and made of it so far: a step begins with what the one before it
/// left. The key is a node's name, or empty for the workflow's own.
/// </summary>
internal sealed class GivenStates
{
    private readonly ConcurrentDictionary<string, JsonElement> _states = new(StringComparer.Ordinal);

    /// <summary>Hands a state out; one that was handed out before stays as it is.</summary>
    public JsonElement Give(string? node, JsonElement state) => _states.GetOrAdd(node ?? "", state);

    /// <summary>What was there before a step gave <paramref name="after"/>; null when the job was never given that state.</summary>
    public JsonElement? Replace(string? node, JsonElement after)
    {
        if (!_states.TryGetValue(node ?? "", out var before))
        {
            return null;
        }

        _states[node ?? ""] = after;
        return before;
    }
}
