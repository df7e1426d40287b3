using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Scripting.Preparation;

/// <summary>Prepared sources and parameters by their text, so that each is read once.</summary>
internal sealed class ScriptCache
{
    // A host that has this many different texts begins anew; reading one again costs microseconds.
    private const int MaxEntries = 4_096;

    private readonly ConcurrentDictionary<(string Source, bool PerItem), ScriptDefinition> _bodies = new();
    private readonly ConcurrentDictionary<string, PreparedParameters> _parameters = new(StringComparer.Ordinal);

    /// <summary>The definition of a code node's source.</summary>
    public ScriptDefinition Body(string source, bool perItem) =>
        Get(_bodies, (Source: source, PerItem: perItem), static (key, _) => ScriptDefinition.ForBody(key.Source, key.PerItem), 0);

    /// <summary>Prepared parameters.</summary>
    public PreparedParameters Parameters(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Undefined
            ? new() { Constant = JsonConstants.EmptyObject, IsLiteral = true }
            : Get(_parameters, parameters.GetRawText(), static (_, value) => ParameterReader.Read(value), parameters);

    private static TValue Get<TKey, TValue, TArgument>(
        ConcurrentDictionary<TKey, TValue> entries, TKey key, Func<TKey, TArgument, TValue> make, TArgument argument)
        where TKey : notnull
    {
        if (entries.TryGetValue(key, out var known))
        {
            return known;
        }

        if (entries.Count >= MaxEntries)
        {
            entries.Clear();
        }

        return entries.GetOrAdd(key, make, argument);
    }
}
