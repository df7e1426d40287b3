using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Set;

/// <summary>One field to set.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Utf8">Its name as written, in UTF-8.</param>
/// <param name="Raw">The name as it stands between quotes in JSON.</param>
internal sealed record FieldName(FieldPath Path, byte[] Utf8, byte[] Raw);

/// <summary>The names of the fields to set. They are never expressions, so they are read once for a node.</summary>
internal sealed class FieldNames
{
    private FieldNames(IReadOnlyList<FieldName> all)
    {
        All = all;
        IsFlat = all.All(name => name.Path.Steps.Count == 1 && IntegerKey.Of(name.Path.Text) is null);
    }

    /// <summary>The names, in document order.</summary>
    public IReadOnlyList<FieldName> All { get; }

    /// <summary>Whether no name is a path, and none a key that JavaScript would put first.</summary>
    public bool IsFlat { get; }

    /// <summary>The names of a node as drawn; null when they are not written out, or wrong.</summary>
    public static FieldNames? Drawn(Node node) =>
        node.Parameters.ValueKind == JsonValueKind.Object
            && node.Parameters.TryGetProperty("fields", out var fields)
            && fields.ValueKind == JsonValueKind.Object
            && !(node.Parameters.TryGetProperty("dots", out var dots) && dots.ValueKind == JsonValueKind.String)
            ? Read(fields, dots.ValueKind != JsonValueKind.False).Value
            : null;

    /// <summary>The names of an object.</summary>
    public static Outcome<FieldNames> Read(JsonElement fields, bool dots)
    {
        List<FieldName> names = [];
        foreach (var field in fields.EnumerateObject())
        {
            var path = FieldPath.Read(field.Name, dots);
            if (path.IsFailure)
            {
                return path.Failure;
            }

            var raw = JsonEncodedText.Encode(field.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
            names.Add(new(path.Value, Encoding.UTF8.GetBytes(field.Name), raw.ToArray()));
        }

        return new FieldNames(names);
    }

    /// <summary>The value of each name in the resolved fields, normalised; null where it is missing.</summary>
    public JsonElement[] ValuesIn(JsonElement fields)
    {
        var values = new JsonElement[All.Count];
        var at = 0;
        foreach (var field in fields.EnumerateObject())
        {
            if (at < values.Length && field.NameEquals(All[at].Utf8))
            {
                values[at++] = JsValue.Normalised(field.Value);
            }
        }

        // Behind a field that an expression left out the names no longer go side by side.
        for (var rest = at; rest < values.Length; rest++)
        {
            values[rest] = fields.TryGetProperty(All[rest].Utf8, out var value) ? JsValue.Normalised(value) : JsonConstants.Null;
        }

        return values;
    }
}
