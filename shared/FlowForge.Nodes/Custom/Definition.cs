using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Nodes.Custom;

/// <summary>A custom kind as a person or the AI layer wrote it, read and checked.</summary>
internal sealed class Definition
{
    private const string AnyParameters = """{ "type": "object", "additionalProperties": false, "properties": {} }""";

    private Definition(JsonElement json, int version)
    {
        Json = json;
        Source = Text("source")!;
        PerItem = Text("mode") is not "allItems";
        Schema = json.TryGetProperty("parameterSchema"u8, out var schema) ? schema : JsonElement.Parse(AnyParameters);
        Parameters = ParameterSchema.Of(Schema);
        Description = new()
        {
            Kind = Text("kind")!,
            Version = version,
            Title = Text("title")!,
            Group = "custom",
            Summary = Text("summary")!,
            Help = Text("help") ?? Text("summary")!,
            Icon = Text("icon") ?? "code",
            ParameterSchema = Schema,
            Example = json.TryGetProperty("example"u8, out var example) ? example : JsonConstants.EmptyObject,
            RunsIn = RunsIn.Server,
            Outputs = json.TryGetProperty("outputs"u8, out var outputs) ? [.. outputs.EnumerateArray().Select(port => port.GetString()!)] : ["out"],
        };
        Tests = [.. json.GetProperty("tests"u8).EnumerateArray().Select(test => new DefinitionTest(test))];
    }

    /// <summary>As it was given.</summary>
    public JsonElement Json { get; }

    public KindDescription Description { get; }

    /// <summary>JavaScript, the body of an async function.</summary>
    public string Source { get; }

    /// <summary>Whether the source runs for each item, or once for all.</summary>
    public bool PerItem { get; }

    /// <summary>Schema of its parameters.</summary>
    public JsonElement Schema { get; }

    /// <summary>The same, read.</summary>
    public ParameterSchema Parameters { get; }

    public IReadOnlyList<DefinitionTest> Tests { get; }

    /// <summary>The definition, or all that is wrong with it: <c>parameter.*</c> of its shape, <c>schema.invalid</c>, <c>kind.ports</c>, <c>expression.syntax</c>.</summary>
    public static (Definition? Value, IReadOnlyList<Problem> Problems) Read(JsonElement json, int version, IScripts scripts)
    {
        var problems = SchemaCheck.Run(DefinitionSchema.Value, json).ToList();
        if (problems.Count == 0)
        {
            problems.AddRange(Deeper(json, scripts));
        }

        return problems.Count == 0 ? (new(json, version), []) : (null, [.. problems.Select(problem => new Problem(problem.Code, problem.Path, problem.Message))]);
    }

    /// <summary>One that was checked when it was saved.</summary>
    public static Definition Stored(string json, int version) => new(JsonElement.Parse(json), version);

    /// <summary>The parameters with the schema's defaults for what is left out at the top.</summary>
    public JsonElement WithDefaults(JsonElement parameters)
    {
        if (!Schema.TryGetProperty("properties"u8, out var known) || known.ValueKind != JsonValueKind.Object || parameters.ValueKind != JsonValueKind.Object)
        {
            return parameters;
        }

        var missing = known.EnumerateObject().Where(one => one.Value.TryGetProperty("default"u8, out _) && !parameters.TryGetProperty(one.Name, out _)).ToList();
        return missing.Count == 0 ? parameters : JsonBuild.Element(writer =>
        {
            writer.WriteStartObject();
            foreach (var property in parameters.EnumerateObject())
            {
                property.WriteTo(writer);
            }

            foreach (var property in missing)
            {
                writer.WritePropertyName(property.Name);
                property.Value.GetProperty("default"u8).WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }

    private static IEnumerable<ParameterProblem> Deeper(JsonElement json, IScripts scripts)
    {
        var schema = json.TryGetProperty("parameterSchema"u8, out var given) ? given : default;
        var shape = schema.ValueKind == JsonValueKind.Undefined ? [] : SchemaShape.Check(schema, "parameterSchema");
        if (scripts.Check(json.GetProperty("source"u8).GetString()!) is { } broken)
        {
            yield return new(ProblemCodes.Syntax, "source", broken.Message);
        }

        foreach (var problem in shape)
        {
            yield return problem;
        }

        if (schema.ValueKind != JsonValueKind.Undefined && !(schema.TryGetProperty("type"u8, out var type) && type.ValueEquals("object"u8)))
        {
            yield return new("schema.invalid", "parameterSchema.type", "Parameters are an object, so the type of their schema is 'object'.");
        }

        if (json.TryGetProperty("outputs"u8, out var outputs))
        {
            var names = outputs.EnumerateArray().Select(port => port.GetString()!).ToList();
            if (names.Distinct(StringComparer.Ordinal).Count() < names.Count || names.Contains("error", StringComparer.Ordinal))
            {
                yield return new("kind.ports", "outputs", "Output ports have different names, and none is 'error', which every kind has.");
            }
        }

        if (shape.Count == 0 && json.TryGetProperty("example"u8, out var example) && schema.ValueKind != JsonValueKind.Undefined)
        {
            foreach (var problem in SchemaCheck.Run(ParameterSchema.Of(schema), example))
            {
                yield return problem with { Path = problem.Path.Length == 0 ? "example" : $"example.{problem.Path}" };
            }
        }
    }

    private string? Text(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
