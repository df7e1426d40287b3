using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>set</c>, which n8n shows as Edit Fields.</summary>
internal static class SetType
{
    /// <summary>The type.</summary>
    public static readonly (string Name, Carry Carry)[] All = [("set", Of)];

    private static readonly (string Type, string Property)[] Groups = [("boolean", "boolean"), ("number", "number"), ("string", "string")];

    private static Carried? Of(Step step)
    {
        var parameters = new JsonObject();
        if (step.Version < 3)
        {
            Fields(step, parameters, Groups.SelectMany(group => step.Given.List($"values.{group.Property}")
                .Select(value => new Field(value.Text("name", ""), group.Type, value.Any("value")))));
            parameters["keep"] = step.Given.Flag("keepOnlySet") ? "none" : "all";
        }
        else
        {
            if (step.Given.Text("mode", "manual") == "raw")
            {
                var json = step.Given.Any("jsonOutput");
                parameters["json"] = json.ValueKind == JsonValueKind.String ? Templates.Value(json.GetString()!) ?? json.GetString() : Json.Node(json) ?? new JsonObject();
            }
            else
            {
                Fields(step, parameters, step.Version < 3.3 ? Named(step) : Assigned(step));
            }

            Keep(step, parameters);
        }

        if (!step.Given.Flag("options.dotNotation", true))
        {
            parameters["dots"] = false;
        }

        return new("set", parameters);
    }

    private static IEnumerable<Field> Named(Step step) => step.Given.List("fields.values").Select(field =>
    {
        var type = field.Text("type", "stringValue");
        return new Field(field.Text("name", ""), type.EndsWith("Value", StringComparison.Ordinal) ? type[..^5] : type, field.Any(type));
    });

    private static IEnumerable<Field> Assigned(Step step) =>
        step.Given.List("assignments.assignments").Select(field => new Field(field.Text("name", ""), field.Text("type", "string"), field.Any("value")));

    private static void Keep(Step step, JsonObject parameters)
    {
        var include = step.Given.Text("include", "all");
        var others = step.Version < 3.3 ? include != "none" : step.Given.Flag("includeOtherFields");
        parameters["keep"] = !others ? "none" : include is "selected" or "except" ? include : "all";
        if (others && include is "selected" or "except")
        {
            var names = step.Given.Names(include == "selected" ? "includeFields" : "excludeFields");
            parameters[include == "selected" ? "only" : "except"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        }
    }

    private static void Fields(Step step, JsonObject parameters, IEnumerable<Field> fields)
    {
        var (values, types) = (new JsonObject(), new JsonObject());
        foreach (var field in fields.Where(field => field.Name.Length > 0))
        {
            var name = Templates.Name(field.Name, out var isExpression);
            if (isExpression)
            {
                step.Remark($"The name of a field is an expression, {name}, and stands here as a plain name.");
            }

            var value = field.Literal();
            values[name] = value;
            if (field.Type is not ("any" or "") && value?.GetValueKind() == JsonValueKind.String && (string)value! is ['=', ..] text
                && !(field.Type == "string" && !Templates.IsSingle(text)))
            {
                types[name] = field.Type;
            }
        }

        parameters["fields"] = values;
        if (types.Count > 0)
        {
            parameters["types"] = types;
        }
    }

    /// <summary>A field and its value as drawn.</summary>
    private sealed record Field(string Name, string Type, JsonElement Value)
    {
        /// <summary>The value in its type where that can be told now.</summary>
        public JsonNode? Literal()
        {
            var given = new Given(Value.ValueKind == JsonValueKind.Undefined ? default : Json.Element(new JsonObject { ["v"] = Json.Node(Value) }));
            return Type switch
            {
                _ when Value.ValueKind == JsonValueKind.Undefined => Standard(),
                _ when Value.ValueKind == JsonValueKind.String && Value.GetString() is ['=', ..] => Json.Node(Value),
                "string" when Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => JsonValue.Create(Value.GetRawText()),
                "number" when given.Number("v") is { } number => JsonValue.Create(number),
                "boolean" when Value.ValueKind == JsonValueKind.String && bool.TryParse(Value.GetString(), out var truth) => JsonValue.Create(truth),
                "array" or "object" when Value.ValueKind == JsonValueKind.String => Json.Parse(Value.GetString()!) ?? Json.Node(Value),
                _ => Json.Node(Value),
            };
        }

        private JsonNode? Standard() => Type switch
        {
            "number" => 0,
            "boolean" => false,
            "array" => new JsonArray(),
            "object" => new JsonObject(),
            _ => "",
        };
    }
}
