using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Testing;

/// <summary>Parts of a test as they are read.</summary>
internal static class TestParts
{
    private static readonly JsonElement Empty = JsonElement.Parse("{}");

    public static IReadOnlyList<JsonElement> List(JsonElement value, string path, ProblemList problems)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Array)
        {
            return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [];
        }

        problems.Refuse(ProblemCodes.Type, path, "This must be a list.");
        return [];
    }

    /// <summary><c>{ json }</c>.</summary>
    public static Item Item(JsonElement value, string path, ProblemList problems)
    {
        if (DocumentObject.Open(value, path, problems) is not { } item)
        {
            return new(Empty);
        }

        var json = item.Any("json");
        item.Close();
        return new(Object(json, $"{path}.json", problems));
    }

    /// <summary><c>{ method, url, status?, json? | text?, headers? }</c>.</summary>
    public static MockedCall Call(JsonElement value, string path, ProblemList problems)
    {
        if (DocumentObject.Open(value, path, problems) is not { } call)
        {
            return new("GET", "", 200, default, null, new Dictionary<string, string>());
        }

        var read = new MockedCall(
            call.Text("method")?.ToUpperInvariant() ?? "GET", call.RequiredText("url"), call.Whole("status") ?? 200, call.Any("json"), call.Text("text"), Headers(call.Any("headers"), $"{path}.headers", problems));
        call.Close();
        return read;
    }

    /// <summary><c>{ node: [{ iteration?, status?, failure?, message?, ports? }] }</c>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<TestResult>> Results(JsonElement value, string path, ProblemList problems)
    {
        var read = new Dictionary<string, IReadOnlyList<TestResult>>(StringComparer.Ordinal);
        foreach (var node in Properties(value, path, problems))
        {
            var at = DocumentPath.Property(path, node.Name);
            read[node.Name] = [.. List(node.Value, at, problems).Select((result, index) => Result(result, DocumentPath.Item(at, index), problems))];
        }

        return read;
    }

    /// <summary><c>{ node: [path] }</c>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Ignored(JsonElement value, ProblemList problems) => Properties(value, "ignore", problems)
        .ToDictionary(static node => node.Name, node => (IReadOnlyList<string>)[.. List(node.Value, DocumentPath.Property("ignore", node.Name), problems).Select(static path => path.ToString())], StringComparer.Ordinal);

    /// <summary>A status in the words of the API, COMPLETED and so on; <paramref name="otherwise"/> when it is left out.</summary>
    public static T Word<T>(DocumentObject value, T otherwise, ProblemList problems)
        where T : struct, Enum
    {
        if (value.Text("status") is not { } word)
        {
            return otherwise;
        }

        if (!Enum.TryParse<T>(word, ignoreCase: true, out var read) || !Enum.IsDefined(read))
        {
            problems.Refuse(ProblemCodes.Value, value.At("status"), $"{Shown.Quoted(word)} is none of: {string.Join(", ", Enum.GetNames<T>()).ToUpperInvariant()}.");
        }

        return read;
    }

    private static TestResult Result(JsonElement value, string path, ProblemList problems)
    {
        if (DocumentObject.Open(value, path, problems) is not { } result)
        {
            return new("", FrameStatus.Completed, new Dictionary<string, IReadOnlyList<JsonElement>>());
        }

        var ports = new Dictionary<string, IReadOnlyList<JsonElement>>(StringComparer.Ordinal);
        foreach (var port in Properties(result.Any("ports"), $"{path}.ports", problems))
        {
            var at = DocumentPath.Property($"{path}.ports", port.Name);
            ports[port.Name] = [.. List(port.Value, at, problems).Select((json, index) => Object(json, DocumentPath.Item(at, index), problems))];
        }

        var read = new TestResult(result.Text("iteration") ?? "", Word(result, FrameStatus.Completed, problems), ports, result.Text("failure"), result.Text("message"));
        result.Close();
        return read;
    }

    private static Dictionary<string, string> Headers(JsonElement value, string path, ProblemList problems) =>
        Properties(value, path, problems).ToDictionary(static header => header.Name.ToLowerInvariant(), static header => header.Value.ToString(), StringComparer.Ordinal);

    private static JsonElement.ObjectEnumerator Properties(JsonElement value, string path, ProblemList problems)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return value.EnumerateObject();
        }

        if (value.ValueKind != JsonValueKind.Undefined)
        {
            problems.Refuse(ProblemCodes.Type, path, "This must be an object.");
        }

        return default;
    }

    /// <summary>The JSON of an item, as nodes would have it.</summary>
    private static JsonElement Object(JsonElement json, string path, ProblemList problems)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            return JsJson.Normalize(json);
        }

        problems.Refuse(ProblemCodes.Type, path, "This must be an object, the JSON of an item.");
        return Empty;
    }
}
