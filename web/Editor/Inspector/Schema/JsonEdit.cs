using System.Text.Json;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Editor.Inspector.Schema;

/// <summary>Changes of JSON values, which do not change: each gives a new one, the rest in its old order.</summary>
internal static class JsonEdit
{
    /// <summary>A property, or null.</summary>
    public static JsonElement? Get(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var property) ? property : null;

    /// <summary>The object with a property set, or without it when the value is null.</summary>
    public static JsonElement With(JsonElement? owner, string name, JsonElement? value) => JsonText.Of(writer =>
    {
        var isSet = false;
        writer.WriteStartObject();
        foreach (var property in Properties(owner))
        {
            var isIt = property.Name == name;
            isSet |= isIt;
            if (!isIt)
            {
                property.WriteTo(writer);
            }
            else if (value is { } replacement)
            {
                writer.WritePropertyName(name);
                replacement.WriteTo(writer);
            }
        }

        if (!isSet && value is { } added)
        {
            writer.WritePropertyName(name);
            added.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    /// <summary>The object with a property's name changed.</summary>
    public static JsonElement Renamed(JsonElement owner, string name, string newName) => JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        foreach (var property in Properties(owner))
        {
            writer.WritePropertyName(property.Name == name ? newName : property.Name);
            property.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    /// <summary>A list of these elements.</summary>
    public static JsonElement List(IEnumerable<JsonElement> elements) => JsonText.Of(writer =>
    {
        writer.WriteStartArray();
        foreach (var element in elements)
        {
            element.WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    /// <summary>What a person typed: a number, true, false, null, an object or a list when it is one, else a text.</summary>
    public static JsonElement Typed(string text)
    {
        try
        {
            return text.Length > 0 ? JsonElement.Parse(text) : JsonText.String(text);
        }
        catch (JsonException)
        {
            return JsonText.String(text);
        }
    }

    /// <summary>How a value is shown to be typed over: a text bare, unless it would be read as something else.</summary>
    public static string Shown(JsonElement? value) => value switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => Typed(text.GetString()!) is { ValueKind: JsonValueKind.String } same && same.GetString() == text.GetString()
            ? text.GetString()!
            : JsonText.Line(text),
        { } other => JsonText.Line(other),
    };

    private static JsonElement.ObjectEnumerator Properties(JsonElement? owner) => owner is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : default;
}
