using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Files;

/// <summary>Where a value that was read goes.</summary>
/// <param name="To">The field that takes it; null: an object is an item, a list gives one for each element.</param>
/// <param name="KeepsJson">Whether the item's fields stay beside the field.</param>
/// <param name="KeepsBinary">Whether its binaries stay.</param>
internal sealed record ReadTarget(FieldPath? To, bool KeepsJson, bool KeepsBinary)
{
    /// <summary>The parameter <c>keep</c> in a kind's schema.</summary>
    public const string KeepSchema =
        """
        "keep": {
          "title": "Keep", "description": "What stays of the item beside the field in 'to', or beside the file that is made of it.",
          "enum": ["none", "json", "binary", "both"], "default": "none"
        }
        """;

    /// <summary>Reads <c>to</c> and <c>keep</c>.</summary>
    public static ReadTarget Read(ParameterReader reader, string? otherwise = null)
    {
        var (json, binary) = KeepOf(reader);
        return new(FileSource.FieldOf(reader, "to") ?? (otherwise is null ? null : FieldPath.Read(otherwise).Value), json, binary);
    }

    /// <summary>What of an item stays.</summary>
    public static (bool Json, bool Binary) KeepOf(ParameterReader reader)
    {
        switch (reader.Text("keep") ?? "none")
        {
            case "none":
                return (false, false);
            case "json":
                return (true, false);
            case "binary":
                return (false, true);
            case "both":
                return (true, true);
            default:
                reader.Refuse("keep", "must be one of none, json, binary, both");
                return (false, false);
        }
    }

    /// <summary>The item with the value in its field.</summary>
    public Outcome<Item> Put(Item item, JsonElement value)
    {
        var draft = KeepsJson ? new ObjectDraft(item.Json) : new ObjectDraft();
        if (To!.Put(draft, new(value)) is { } failure)
        {
            return failure;
        }

        return JsonValues.TryOf(draft) is { } json
            ? new Item(json, KeepsBinary ? item.Binary : default)
            : Failure.Of(FailureCodes.Limit, $"The item is nested deeper than {Limits.Depth} levels.");
    }

    /// <summary>Puts a value out: into the field, or as an item. False when no more may follow, or with the failure.</summary>
    public async ValueTask<Outcome<bool>> WriteAsync(Item item, JsonElement value, FileRows rows)
    {
        if (To is null)
        {
            var json = value.ValueKind == JsonValueKind.Object ? value : JsonValues.Wrap("value", value);
            return await rows.AddAsync(new Item(json, KeepsBinary ? item.Binary : default)).ConfigureAwait(false);
        }

        var put = Put(item, value);
        return put.IsFailure ? put.Failure : await rows.AddAsync(put.Value).ConfigureAwait(false);
    }
}
