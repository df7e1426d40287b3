using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Scripting.Host;

/// <summary>References of the binaries that a job's scripts have been given.</summary>
internal sealed class BinaryRefs
{
    private readonly HashSet<string> _refs = new(StringComparer.Ordinal);

    /// <summary>Whether a reference was given.</summary>
    public bool Contains(string reference)
    {
        lock (_refs)
        {
            return _refs.Contains(reference);
        }
    }

    /// <summary>Notes an item's.</summary>
    public void Add(Item item)
    {
        if (!item.HasBinary)
        {
            return;
        }

        lock (_refs)
        {
            foreach (var entry in item.Binary.EnumerateObject())
            {
                if (Of(entry.Value) is { } reference)
                {
                    _refs.Add(reference);
                }
            }
        }
    }

    /// <summary>The reference of one binary, or null when it has none.</summary>
    public static string? Of(JsonElement binary) =>
        binary.ValueKind == JsonValueKind.Object && binary.TryGetProperty("ref", out var reference) && reference.ValueKind == JsonValueKind.String
            ? reference.GetString()
            : null;
}
