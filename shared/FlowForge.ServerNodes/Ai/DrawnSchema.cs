using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Ai;

/// <summary>A JSON Schema that a person wrote into a node. Keywords that are not checked here are told to the model all the same.</summary>
/// <param name="Json">As the model is told it.</param>
/// <param name="Checks">What replies are held against.</param>
internal sealed record DrawnSchema(JsonElement Json, ParameterSchema Checks)
{
    /// <summary>Reads a parameter: an object, or its JSON as a text; null when absent. What is wrong is noted at the reader.</summary>
    public static DrawnSchema? Read(ParameterReader reader, string name)
    {
        var value = reader.Value(name);
        if (ParameterReader.IsAbsent(value))
        {
            return null;
        }

        var read = Of(value);
        if (read.IsFailure)
        {
            reader.Refuse(name, read.Failure.Message);
        }

        return read.Value;
    }

    /// <summary>A schema, or why it is none, as the end of a sentence.</summary>
    public static Outcome<DrawnSchema> Of(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var parsed = StrictJson.Read(System.Text.Encoding.UTF8.GetBytes(value.GetString()!));
            if (parsed.IsRefused)
            {
                return Failure.Of(FailureCodes.Parameter, $"is no JSON: {parsed.Problem.Message}");
            }

            value = parsed.Value;
        }

        return SchemaShape.Check(value, "", allowsMore: true) is [var wrong, ..]
            ? Failure.Of(FailureCodes.Parameter, $"is no JSON Schema: {(wrong.Path.Length == 0 ? "" : $"{wrong.Path}: ")}{wrong.Message.TrimEnd('.')}")
            : new DrawnSchema(value, ParameterSchema.Of(value));
    }

    /// <summary>What is wrong with a schema as it is drawn; nothing when an expression gives it.</summary>
    public static IEnumerable<ParameterProblem> Check(Core.Model.Node node, string name)
    {
        if (node.Parameters.ValueKind == JsonValueKind.Object && node.Parameters.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null && !(value.ValueKind == JsonValueKind.String && value.GetString() is ['=', ..])
            && Of(value) is { IsFailure: true, Failure: var failure })
        {
            yield return new("schema.invalid", name, $"'{name}' {failure.Message}.");
        }
    }
}
