using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Proposals;

/// <summary>The strings inside a node's parameters, with their paths below them. Recursion goes no deeper than the document.</summary>
internal static class ParameterTexts
{
    /// <summary>All strings, in document order.</summary>
    public static IEnumerable<(string Path, string Text)> Of(JsonElement value, string path = "")
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return [(path, value.GetString()!)];
            case JsonValueKind.Object:
                return value.EnumerateObject().SelectMany(property => Of(property.Value, DocumentPath.Property(path, property.Name)));
            case JsonValueKind.Array:
                return value.EnumerateArray().SelectMany((element, index) => Of(element, DocumentPath.Item(path, index)));
            default:
                return [];
        }
    }

    /// <summary>The same value with other strings in the place of those at some paths.</summary>
    public static JsonElement With(JsonElement value, IReadOnlyDictionary<string, string> texts) =>
        JsonBuild.Element(writer => Write(writer, value, "", texts));

    private static void Write(Utf8JsonWriter writer, JsonElement value, string path, IReadOnlyDictionary<string, string> texts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when texts.TryGetValue(path, out var text):
                writer.WriteStringValue(text);
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, DocumentPath.Property(path, property.Name), texts);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var (index, element) in value.EnumerateArray().Index())
                {
                    Write(writer, element, DocumentPath.Item(path, index), texts);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
