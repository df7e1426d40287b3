using System.Text.Json;

namespace FlowForge.Web.Editor.Inspector.Schema;

/// <summary>A parameter's JSON Schema as a form needs it. It asks no more of a schema than <c>KindDescription.ParameterSchema</c> promises.</summary>
public sealed class FieldSchema
{
    // Texts that mostly have several lines.
    private static readonly HashSet<string> Long = new(StringComparer.Ordinal) { "prompt", "system", "instructions", "markdown", "html", "template", "query", "body", "content" };

    private FieldSchema(JsonElement schema, string name)
    {
        Name = name;
        Title = Text(schema, "title") ?? (name.Length == 0 ? "Value" : $"{char.ToUpperInvariant(name[0])}{name[1..]}");
        Description = Text(schema, "description") ?? "";
        IsLiteral = Is(schema, "x-literal");
        Default = schema.TryGetProperty("default", out var value) ? value : null;
        Const = schema.TryGetProperty("const", out var constant) ? constant : null;
        Minimum = Number(schema, "minimum");
        Maximum = Number(schema, "maximum");
        Choices = ChoicesOf(schema);
        Dangers = schema.TryGetProperty("x-danger", out var dangers)
            ? dangers.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!, StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);
        Properties = PropertiesOf(schema);
        Items = schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object ? new(items, "") : null;
        Others = schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object ? new(others, "") : null;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(one => one.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var property in Properties)
        {
            property.IsRequired = required.Contains(property.Name);
            (property.With, property.Description) = FieldCondition.Of(property.Description, [.. Properties.Where(one => one != property)]);
        }

        Variants = Choices.Count > 0 ? [] : VariantsOf(schema);
        Kind = KindOf(schema);
    }

    public string Name { get; }

    public string Title { get; }

    /// <summary>Its help in a sentence, without the choices that it counts with.</summary>
    public string Description { get; private set; }

    public FieldKind Kind { get; }

    /// <summary>Whether an expression may not stand in its place.</summary>
    public bool IsLiteral { get; }

    public bool IsRequired { get; private set; }

    /// <summary>What counts when it is left out, or null.</summary>
    public JsonElement? Default { get; }

    /// <summary>The only value it has, or null.</summary>
    public JsonElement? Const { get; }

    /// <summary>Choices that open a door, and which; they are shown in red.</summary>
    public IReadOnlyDictionary<string, string> Dangers { get; }

    /// <summary>Choices of fields beside it of which one must be made for it to count; empty when it always does.</summary>
    public IReadOnlyList<string> With { get; private set; } = [];

    public double? Minimum { get; }

    public double? Maximum { get; }

    public IReadOnlyList<string> Choices { get; }

    public IReadOnlyList<FieldSchema> Properties { get; }

    /// <summary>Schema of a list's elements, or null for any.</summary>
    public FieldSchema? Items { get; }

    /// <summary>Schema of a map's values, or null for any.</summary>
    public FieldSchema? Others { get; }

    public IReadOnlyList<FieldSchema> Variants { get; }

    /// <summary>Whether it names fields of items rather than holding values of them.</summary>
    public bool IsNames => Kind == FieldKind.Names || (Kind == FieldKind.Text && Name is "field" or "from");

    /// <summary>Whether it is a text that mostly has several lines.</summary>
    public bool IsLong => Kind == FieldKind.Text && Long.Contains(Name);

    /// <summary>The schema of a kind's parameters.</summary>
    public static FieldSchema Of(JsonElement schema) => new(schema, "");

    /// <summary>What a new element or a chosen variant starts with.</summary>
    public JsonElement Initial() =>
        Default is { } value ? value
        : Const is { } constant ? constant
        : Kind switch
        {
            FieldKind.Form => Document.JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                foreach (var property in Properties.Where(property => property.IsRequired || property.Const is not null))
                {
                    writer.WritePropertyName(property.Name);
                    property.Initial().WriteTo(writer);
                }

                writer.WriteEndObject();
            }),
            FieldKind.Map => JsonElement.Parse("{}"),
            FieldKind.List => JsonElement.Parse("[]"),
            FieldKind.Boolean => JsonElement.Parse("false"),
            FieldKind.Number => JsonElement.Parse(Minimum is { } least and > 0 ? least.ToString(System.Globalization.CultureInfo.InvariantCulture) : "0"),
            FieldKind.Choice => Document.JsonText.String(Choices[0]),
            FieldKind.Variants => Variants[0].Initial(),
            _ => JsonElement.Parse("\"\""),
        };

    /// <summary>Whether a value has this shape, as far as its type and its constants say.</summary>
    public bool Fits(JsonElement value) => (Const is not { } constant || JsonElement.DeepEquals(constant, value)) && Kind switch
    {
        FieldKind.Form => value.ValueKind == JsonValueKind.Object
            && Properties.All(property => property.Const is null || (value.TryGetProperty(property.Name, out var child) && property.Fits(child))),
        FieldKind.Map => value.ValueKind == JsonValueKind.Object,
        FieldKind.List => value.ValueKind == JsonValueKind.Array,
        FieldKind.Text or FieldKind.Code or FieldKind.Credential or FieldKind.Workflow or FieldKind.Choice => value.ValueKind == JsonValueKind.String,
        FieldKind.Number => value.ValueKind == JsonValueKind.Number,
        FieldKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => true,
    };

    private FieldKind KindOf(JsonElement schema) =>
        Choices.Count > 0 ? FieldKind.Choice
        : Variants is [{ Kind: FieldKind.Text }, { Kind: FieldKind.List, Items.Kind: FieldKind.Text }] ? FieldKind.Names
        : Name == "schema" && Variants is [{ Kind: FieldKind.Map }, { Kind: FieldKind.Text }] ? FieldKind.Shape
        : Variants.Count > 0 ? FieldKind.Variants
        : Text(schema, "type") switch
        {
            "boolean" => FieldKind.Boolean,
            "number" or "integer" => FieldKind.Number,
            "array" => FieldKind.List,
            "object" => Properties.Count > 0 ? FieldKind.Form : FieldKind.Map,
            "string" => Name == "source" && IsLiteral ? FieldKind.Code : Name == "credential" ? FieldKind.Credential : Description.StartsWith("Id of the workflow", StringComparison.Ordinal) ? FieldKind.Workflow : FieldKind.Text,
            _ => FieldKind.Any,
        };

    private static List<FieldSchema> PropertiesOf(JsonElement schema) => schema.TryGetProperty("properties", out var properties)
        ? [.. properties.EnumerateObject().Select(property => new FieldSchema(property.Value, property.Name))]
        : [];

    // A list of words, or one among the shapes that are allowed: the rest are other ways to write the same words.
    private static List<string> ChoicesOf(JsonElement schema) =>
        schema.TryGetProperty("enum", out var words) ? Once([.. words.EnumerateArray().Where(word => word.ValueKind == JsonValueKind.String).Select(word => word.GetString()!)])
        : schema.TryGetProperty("anyOf", out var shapes) ? shapes.EnumerateArray().Select(ChoicesOf).FirstOrDefault(choices => choices.Count > 0) ?? []
        : [];

    // Two words for one thing are one choice too many; documents may have either.
    private static List<string> Once(List<string> words) => words.Contains("all") && words.Contains("any") ? [.. words.Where(word => word is not ("and" or "or"))] : words;

    private static List<FieldSchema> VariantsOf(JsonElement schema) =>
        schema.TryGetProperty("oneOf", out var shapes) ? [.. shapes.EnumerateArray().Select(shape => new FieldSchema(shape, ""))] : [];

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Is(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static double? Number(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) ? value.GetDouble() : null;
}
