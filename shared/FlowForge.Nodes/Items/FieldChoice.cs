using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Items;

/// <summary>Which fields of an item come along.</summary>
internal enum Included
{
    /// <summary>None.</summary>
    None,

    /// <summary>All.</summary>
    All,

    /// <summary>Those that are named.</summary>
    Selected,

    /// <summary>All but those that are named.</summary>
    Except,
}

/// <summary>Which fields of an item come along: the parameters <c>include</c>, <c>only</c> and <c>except</c>.</summary>
/// <param name="Included">All, none, or by name.</param>
/// <param name="Names">The fields that are named.</param>
internal sealed record FieldChoice(Included Included, IReadOnlyList<FieldPath> Names)
{
    /// <summary>Whether a field that is named by a path comes along under that path as its plain name.</summary>
    public bool IsFlat { get; init; }

    private static readonly FrozenDictionary<string, Included> Words =
        Enum.GetValues<Included>().ToFrozenDictionary(value => value.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Reads it.</summary>
    public static FieldChoice Read(ParameterReader reader, Included standard, bool dots)
    {
        var included = reader.Choice("include", Words, standard);
        return new(included, included switch
        {
            Included.Selected => reader.Paths("only", dots),
            Included.Except => reader.Paths("except", dots),
            _ => [],
        });
    }

    /// <summary>The schema's properties, without braces.</summary>
    public static string Schema(string standard, string what) => $$"""
        "include": { "title": "Other fields", "description": "{{what}}", "enum": ["none", "all", "selected", "except"], "default": "{{standard}}" },
        "only": {
          "title": "Only these", "description": "With selected: names of the fields that come along, as a list or with commas.",
          "oneOf": [{ "type": "string" }, { "type": "array", "maxItems": {{Limits.FieldsNamed}}, "items": { "type": "string" } }]
        },
        "except": {
          "title": "All but these", "description": "With except: names of the fields that stay behind, as a list or with commas.",
          "oneOf": [{ "type": "string" }, { "type": "array", "maxItems": {{Limits.FieldsNamed}}, "items": { "type": "string" } }]
        }
        """;

    /// <summary>What of an object comes along.</summary>
    public ObjectDraft Of(JsonElement item)
    {
        var draft = Included is Included.All or Included.Except ? new ObjectDraft(item) : new ObjectDraft();
        foreach (var path in Names)
        {
            if (Included == Included.Except)
            {
                path.Remove(draft);
            }
            else if (path.Find(item) is { ValueKind: not JsonValueKind.Undefined } value)
            {
                if (IsFlat)
                {
                    draft.Put(path.Text, new(value));
                }
                else
                {
                    _ = path.Put(draft, new(value));
                }
            }
        }

        return draft;
    }
}
