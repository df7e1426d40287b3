using System.Text.Json;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>Names and values of a query, of headers or of a form, from an object.</summary>
internal static class HttpPairs
{
    /// <summary>
    /// The pairs in order: a list repeats its name, null leaves it out, an object becomes its JSON text. None when undefined;
    /// <c>node.parameter</c> when it is no object.
    /// </summary>
    public static Outcome<List<KeyValuePair<string, string>>> Read(JsonElement source, string name)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        if (source.ValueKind == JsonValueKind.Undefined)
        {
            return pairs;
        }

        if (source.ValueKind != JsonValueKind.Object)
        {
            return HttpFailures.Parameter(name, "is an object of names and values");
        }

        foreach (var property in source.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Array)
            {
                Add(pairs, property.Name, property.Value);
                continue;
            }

            foreach (var element in property.Value.EnumerateArray())
            {
                Add(pairs, property.Name, element);
            }
        }

        return pairs;
    }

    private static void Add(List<KeyValuePair<string, string>> pairs, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            pairs.Add(new(name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()));
        }
    }
}
