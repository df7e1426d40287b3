using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Proposals;

/// <summary>Objects of which some properties are set and others kept.</summary>
internal static class JsonMerge
{
    /// <summary>An object with the properties of another; a null takes one away. Values are replaced whole, and keep their places.</summary>
    public static JsonElement Into(JsonElement target, JsonElement changes) => JsonBuild.Element(writer =>
    {
        writer.WriteStartObject();
        foreach (var property in Properties(target))
        {
            if (!changes.TryGetProperty(property.Name, out var change))
            {
                property.WriteTo(writer);
            }
            else if (change.ValueKind != JsonValueKind.Null)
            {
                writer.WritePropertyName(property.Name);
                change.WriteTo(writer);
            }
        }

        foreach (var change in changes.EnumerateObject())
        {
            if (change.Value.ValueKind != JsonValueKind.Null && !Has(target, change.Name))
            {
                change.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    });

    /// <summary>The changes that make <paramref name="before"/> of <paramref name="after"/>: its properties, and null for each that it lacks.</summary>
    public static JsonElement Back(JsonElement after, JsonElement before) => JsonBuild.Element(writer =>
    {
        writer.WriteStartObject();
        foreach (var property in Properties(before))
        {
            property.WriteTo(writer);
        }

        foreach (var property in Properties(after))
        {
            if (!Has(before, property.Name))
            {
                writer.WriteNull(property.Name);
            }
        }

        writer.WriteEndObject();
    });

    private static bool Has(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out _);

    private static JsonElement.ObjectEnumerator Properties(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;
}
