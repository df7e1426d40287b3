using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Core;

namespace FlowForge.Api.Bodies;

/// <summary>Reads the small JSON objects that calls are made of.</summary>
internal static class JsonBody
{
    // A few levels more than data may have, for the envelope around it.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = true, MaxDepth = Limits.Depth + 4 };

    /// <summary>An object with no properties but <paramref name="known"/>, each at most once.</summary>
    public static Asked<JsonElement> Object(ReadOnlyMemory<byte> body, params ReadOnlySpan<string> known)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(body.Span, Strict);
        }
        catch (JsonException broken)
        {
            return Refusals.Body($"The body is not JSON: {broken.Message}");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return Refusals.Body("The body must be a JSON object.");
        }

        return Unknown(root, known) is { } unknown ? unknown : root;
    }

    /// <summary>The refusal of an object with a property that is not known or stands twice, or null.</summary>
    public static ApiProblem? Unknown(JsonElement value, params ReadOnlySpan<string> known)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (known.IndexOf(property.Name) < 0)
            {
                return Refusals.Body($"'{property.Name}' is not known here; known are {string.Join(", ", known!)}.");
            }

            if (!seen.Add(property.Name))
            {
                return Refusals.Body($"'{property.Name}' stands twice.");
            }
        }

        return null;
    }
}
