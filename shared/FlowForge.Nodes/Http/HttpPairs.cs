using System.Text.Json;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>Names and values of a query, of headers or of a form, from an object.</summary>
internal static class HttpPairs
{
    /// <summary>
    /// The pairs in order: a list repeats its name unless <paramref name="arrays"/> says otherwise, null leaves it out, an object becomes its JSON
    /// text. None when undefined; <c>node.parameter</c> when it is no object.
    /// </summary>
    public static Outcome<List<KeyValuePair<string, string>>> Read(JsonElement source, string name, HttpArrays arrays = HttpArrays.Repeat)
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
            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                AddList(pairs, property.Name, property.Value, arrays);
            }
            else
            {
                Add(pairs, property.Name, property.Value);
            }
        }

        return pairs;
    }

    private static void AddList(List<KeyValuePair<string, string>> pairs, string name, JsonElement list, HttpArrays arrays)
    {
        if (arrays == HttpArrays.Comma)
        {
            pairs.Add(new(name, string.Join(',', list.EnumerateArray().Where(element => element.ValueKind != JsonValueKind.Null).Select(Text))));
            return;
        }

        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            Add(pairs, arrays switch { HttpArrays.Brackets => $"{name}[]", HttpArrays.Indices => $"{name}[{index++}]", _ => name }, element);
        }
    }

    private static void Add(List<KeyValuePair<string, string>> pairs, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            pairs.Add(new(name, Text(value)));
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}

/// <summary>How a list stands in a query.</summary>
internal enum HttpArrays
{
    /// <summary><c>a=1&amp;a=2</c></summary>
    Repeat,

    /// <summary><c>a[]=1&amp;a[]=2</c></summary>
    Brackets,

    /// <summary><c>a[0]=1&amp;a[1]=2</c></summary>
    Indices,

    /// <summary><c>a=1,2</c></summary>
    Comma,
}
