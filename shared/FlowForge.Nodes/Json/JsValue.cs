using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Json;

/// <summary>Values of a document made into values of an item (semantics 6).</summary>
internal static class JsValue
{
    /// <summary>The value as JavaScript sees it; the very same one when it already is.</summary>
    public static JsonElement Normalised(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.Array or JsonValueKind.Object ? JsJson.Normalize(value) : value;
}
