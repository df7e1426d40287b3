using System.Text.Json;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Compare;

/// <summary>Two partners, field by field.</summary>
/// <param name="a">The item of the first input.</param>
/// <param name="b">Its partner.</param>
/// <param name="parameters">How they are compared.</param>
/// <param name="isN8n">In n8n's manner a skipped field that is the same stands with the others that are, and a key that is a path is not told.</param>
internal sealed class Comparison(JsonElement a, JsonElement b, CompareParameters parameters, bool isN8n)
{
    private readonly HashSet<string> keys = [.. parameters.KeysOfA.Concat(parameters.KeysOfB).Where(path => path.Steps.Count == 1).Select(path => path.Text)];

    /// <summary>Whether all fields that count are the same.</summary>
    public bool IsSame => Names.All(name => keys.Contains(name) || parameters.Skipped.Contains(name) || Same(name));

    private IEnumerable<string> Names =>
        a.EnumerateObject().Select(one => one.Name).Concat(b.EnumerateObject().Select(one => one.Name)).Distinct(StringComparer.Ordinal);

    /// <summary>What comes out of partners that differ.</summary>
    public ObjectDraft Difference() => parameters.Output switch
    {
        DifferentOutput.A => new(a),
        DifferentOutput.B => new(b),
        DifferentOutput.Mix => Mixed(),
        _ => Both(),
    };

    private ObjectDraft Both()
    {
        var (match, same, different, skipped) = (new ObjectDraft(), new ObjectDraft(), new ObjectDraft(), new ObjectDraft());
        foreach (var path in parameters.KeysOfA)
        {
            if (!isN8n || path.Steps.Count == 1)
            {
                match.Put(path.Text, new(path.Find(a)));
            }
        }

        foreach (var name in Names)
        {
            if (parameters.Skipped.Contains(name) && !(isN8n && Same(name)))
            {
                skipped.Put(name, Versions(name));
            }
            else if (Same(name))
            {
                same.Put(name, new(Of(a, name)));
            }
            else if (!keys.Contains(name))
            {
                different.Put(name, Versions(name));
            }
        }

        var draft = new ObjectDraft();
        draft.Put("keys", DraftValue.Of(match));
        draft.Put("same", DraftValue.Of(same));
        draft.Put("different", DraftValue.Of(different));
        if (skipped.Names.Any())
        {
            draft.Put("skipped", DraftValue.Of(skipped));
        }

        return draft;
    }

    private ObjectDraft Mixed()
    {
        var (first, second) = parameters.PrefersB ? (b, a) : (a, b);
        var draft = new ObjectDraft(first);
        foreach (var name in parameters.ExceptFor)
        {
            if (second.TryGetProperty(name, out var value))
            {
                draft.Put(name, new(value));
            }
            else
            {
                draft.Remove(name);
            }
        }

        return draft;
    }

    private DraftValue Versions(string name)
    {
        var versions = new ObjectDraft();
        versions.Put("inputA", new(Of(a, name)));
        versions.Put("inputB", new(Of(b, name)));
        return DraftValue.Of(versions);
    }

    private bool Same(string name) => ValueEquality.Same(Of(a, name), Of(b, name), parameters.IsLoose);

    private static JsonElement Of(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value : default;
}
