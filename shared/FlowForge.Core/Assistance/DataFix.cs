using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Assistance;

/// <summary>A mend of the data, where the workflow is right and one item is wrong.</summary>
/// <param name="Item">The item, from 0, of the node's first input port.</param>
/// <param name="Values">What is put where.</param>
/// <param name="Output">What the node gave in the trial with these values, by port: what the pause can be answered with.</param>
public sealed record DataFix(int Item, IReadOnlyList<DataValue> Values, IReadOnlyDictionary<string, IReadOnlyList<Item>> Output);

/// <summary>Another value for a place of an item.</summary>
/// <param name="Path">Names of fields and numbers of list elements, from the outside in; one at least.</param>
/// <param name="Value">The value.</param>
public sealed record DataValue(IReadOnlyList<JsonElement> Path, JsonElement Value)
{
    /// <summary>The value that was there; undefined when there was none.</summary>
    public JsonElement Before { get; init; }

    /// <summary>The place as people write it: <c>lines[0].price</c>.</summary>
    public string Field => string.Concat(Path.Select(static (step, at) => step.ValueKind == JsonValueKind.Number ? $"[{step}]" : at == 0 ? step.ToString() : $".{step}"));

    /// <summary>Puts values into an item. A field may be new, an element of a list must be there: else <c>heal.path</c>.</summary>
    /// <param name="item">The item's JSON, an object.</param>
    /// <param name="values">The values.</param>
    /// <returns>The changed JSON, and the values with what was there before.</returns>
    public static Outcome<(JsonElement Json, IReadOnlyList<DataValue> Values)> Put(JsonElement item, IReadOnlyList<DataValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var root = JsonObject.Create(item)!;
        var put = new List<DataValue>();
        foreach (var value in values)
        {
            JsonNode? owner = root;
            for (var at = 0; at < value.Path.Count - 1; at++)
            {
                owner = Of(owner, value.Path[at]);
            }

            var last = value.Path[^1];
            if (!Has(owner, last))
            {
                return Failure.Of("heal.path", $"The item has no place '{value.Field}'.");
            }

            put.Add(value with { Before = owner is JsonObject fields && !fields.ContainsKey(last.GetString()!) ? default : Element(Of(owner, last)) });
            var node = value.Value.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(value.Value.GetRawText());
            if (owner is JsonArray list)
            {
                list[last.GetInt32()] = node;
            }
            else
            {
                ((JsonObject)owner!)[last.GetString()!] = node;
            }
        }

        return (JsJson.Normalize(Element(root)), put);
    }

    private static JsonElement Element(JsonNode? node) => JsonBuild.Element(writer =>
    {
        if (node is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            node.WriteTo(writer);
        }
    });

    private static bool Has(JsonNode? owner, JsonElement step) => (owner, step.ValueKind) switch
    {
        (JsonObject, JsonValueKind.String) => true,
        (JsonArray list, JsonValueKind.Number) => step.TryGetInt32(out var at) && at >= 0 && at < list.Count,
        _ => false,
    };

    private static JsonNode? Of(JsonNode? owner, JsonElement step) => !Has(owner, step) ? null
        : owner is JsonArray list ? list[step.GetInt32()]
        : ((JsonObject)owner!)[step.GetString()!];
}

/// <summary>What a trial of other data came to.</summary>
/// <param name="Trial">How it went.</param>
/// <param name="Fix">What the pause can be answered with; null where the trial does not tell all that the node would give.</param>
public sealed record DataTrial(HealTrial Trial, DataFix? Fix);
