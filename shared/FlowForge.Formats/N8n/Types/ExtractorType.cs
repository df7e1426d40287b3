using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>informationExtractor</c>, whose values are named one by one, by an example or by a schema.</summary>
internal static class ExtractorType
{
    /// <summary>Carries it over.</summary>
    public static Carried? Of(Step step)
    {
        var schema = step.Given.Text("schemaType", "fromAttributes") == "fromAttributes" ? Named(step) : SchemaText.Of(step, null, "fromAttributes", requires: step.Version >= 1.2);
        if (schema is null)
        {
            return null;
        }

        var parameters = new JsonObject { ["text"] = step.Given.Text("text", ""), ["schema"] = SchemaText.Wrapped(schema) };
        if (step.Given.Text("options.systemPromptTemplate") is { Length: > 0 } rules)
        {
            parameters["instructions"] = rules;
        }

        return new("ai.extract", parameters);
    }

    private static JsonObject Named(Step step)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var attribute in step.Given.List("attributes.attributes").Where(static one => one.Text("name") is { Length: > 0 }))
        {
            var name = attribute.Text("name")!;
            properties[name] = Value(attribute);
            if (attribute.Flag("required"))
            {
                required.Add((JsonNode?)JsonValue.Create(name));
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    private static JsonObject Value(Given attribute)
    {
        var type = attribute.Text("type", "string");
        var value = new JsonObject { ["type"] = type is "number" or "boolean" ? type : "string" };
        if (type == "date")
        {
            value["format"] = "date-time";
        }

        if (attribute.Text("description") is { Length: > 0 } description)
        {
            value["description"] = description;
        }

        return value;
    }
}
