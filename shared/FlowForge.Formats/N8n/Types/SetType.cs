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

    /// <summary>The type of a value that stays as an expression gives it.</summary>
    private const string AsGiven = "any";

    private static Carried? Of(Step step)
    {
        var parameters = new JsonObject();
        if (step.Version < 3)
        {
            Fields(parameters, Groups.SelectMany(group => step.Given.List($"values.{group.Property}")
                .Select(value => new Field(value.Text("name", ""), Converted(value.Any("value"), group.Type, step.Version), Truth(value.Any("value"), group.Type)))));
            parameters["keep"] = step.Given.Flag("keepOnlySet") ? "none" : "all";
        }
        else
        {
            if (step.Given.Text("mode", "manual") == "raw")
            {
                var json = step.Given.Any("jsonOutput");
                parameters["json"] = json.ValueKind == JsonValueKind.String ? LooseJson.Of(json.GetString()!) ?? json.GetString() : Json.Node(json) ?? new JsonObject();
            }
            else
            {
                Fields(parameters, step.Version < 3.3 ? Named(step) : Assigned(step));
            }

            Keep(step, parameters);

            // The names of a whole object are paths where other fields stay.
            if (parameters["json"] is JsonObject whole && (string?)parameters["keep"] != "none" && step.Given.Flag("options.dotNotation", true)
                && whole.Any(static field => field.Key.Contains('.', StringComparison.Ordinal)) && !whole.ToJsonString().Contains("\"=", StringComparison.Ordinal))
            {
                parameters.Remove("json");
                parameters["fields"] = whole;
            }
        }

        if (!step.Given.Flag("options.dotNotation", true))
        {
            parameters["dots"] = false;
        }

        // Version 2 leaves what is no number as it is.
        if (step.Given.Flag("options.ignoreConversionErrors") || (step.Version is >= 2 and < 3 && parameters.ContainsKey("types")))
        {
            parameters["lenient"] = true;
        }

        if (!KeepsBinary(step))
        {
            parameters["binary"] = "drop";
        }

        return new("set", parameters) { HandsOn = step.Version < 3 };
    }

    /// <summary>What an expression of versions 1 and 2 gives for a boolean is what JavaScript takes it for.</summary>
    private static JsonElement Truth(JsonElement value, string type) =>
        type == "boolean" && value.ValueKind == JsonValueKind.String && value.GetString() is ['=', ..] text && Templates.IsSingle(text) && text.TrimEnd().EndsWith("}}", StringComparison.Ordinal)
            ? JsonSerializer.SerializeToElement($"={{{{ !!({text[(text.IndexOf("{{", StringComparison.Ordinal) + 2)..text.LastIndexOf("}}", StringComparison.Ordinal)].Trim()}) }}}}")
            : value;

    /// <summary>Versions 1 and 2 convert nothing that an expression gives, but numbers since version 2.</summary>
    private static string Converted(JsonElement value, string type, double version) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is ['=', ..] && !(type == "number" && version >= 2) ? AsGiven : type;

    /// <summary>Each generation has said in another way whether files stay.</summary>
    private static bool KeepsBinary(Step step) => step.Version switch
    {
        < 3 => !step.Given.Flag("keepOnlySet"),
        < 3.4 => step.Given.Flag("options.includeBinary"),
        _ => step.Given.Flag("includeOtherFields") && !step.Given.Flag("options.stripBinary"),
    };

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

    private static void Fields(JsonObject parameters, IEnumerable<Field> fields)
    {
        var (values, types) = (new JsonObject(), new JsonObject());
        var all = fields.Where(field => field.Name.Length > 0).ToList();
        if (all.Exists(static field => Templates.IsTemplate(field.Name) && field.Name.Contains("{{", StringComparison.Ordinal)))
        {
            Computed(parameters, all);
            return;
        }

        foreach (var field in all)
        {
            var name = Templates.Name(field.Name, out _);
            var value = field.Literal();
            values[name] = value;
            if (IsTyped(field, value))
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

    /// <summary>Fields whose names are expressions are one expression, and so are their types.</summary>
    private static void Computed(JsonObject parameters, List<Field> fields)
    {
        var (values, types) = (new List<string>(), new List<string>());
        foreach (var field in fields)
        {
            var name = Written(JsonValue.Create(field.Name));
            var value = field.Literal();
            values.Add($"[{name}]: {Written(value)}");
            if (IsTyped(field, value))
            {
                types.Add($"[{name}]: {Written(JsonValue.Create(field.Type))}");
            }
        }

        parameters["fields"] = $"={{{{ ({{ {string.Join(", ", values)} }}) }}}}";
        if (types.Count > 0)
        {
            parameters["types"] = $"={{{{ ({{ {string.Join(", ", types)} }}) }}}}";
        }
    }

    private static string Written(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String && (string)value! is ['=', ..] text ? Templates.Expression(text) : value?.ToJsonString() ?? "null";

    /// <summary>Whether what an expression gives is to be of the field's type.</summary>
    private static bool IsTyped(Field field, JsonNode? value) =>
        field.Type is not (AsGiven or "") && value?.GetValueKind() == JsonValueKind.String && (string)value! is ['=', ..] text
        && !(field.Type == "string" && !Templates.IsSingle(text));

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
                "number" when Value.ValueKind == JsonValueKind.String && Value.GetString() is "" => JsonValue.Create(0),
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
