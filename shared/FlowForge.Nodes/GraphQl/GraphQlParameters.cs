using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.GraphQl;

/// <summary>The parameters of <c>graphql</c>.</summary>
/// <param name="Url">Where the service is.</param>
/// <param name="Query">The query.</param>
/// <param name="Variables">An object, or undefined.</param>
/// <param name="OperationName">Which operation, or null.</param>
/// <param name="IsGet">Whether the query stands in the address.</param>
/// <param name="IsBare">Whether the body is the query alone.</param>
/// <param name="Headers">Headers.</param>
/// <param name="Field">The field of a text; null for JSON.</param>
/// <param name="Timeout">Time for one call.</param>
internal sealed record GraphQlParameters(
    string Url, string Query, JsonElement Variables, string? OperationName, bool IsGet, bool IsBare, IReadOnlyList<KeyValuePair<string, string>> Headers,
    string? Field, TimeSpan Timeout)
{
    private static readonly FrozenDictionary<string, bool> Methods = Words("POST", "GET");
    private static readonly FrozenDictionary<string, bool> Formats = Words("json", "graphql");
    private static readonly FrozenDictionary<string, bool> Responses = Words("json", "text");

    public static Outcome<GraphQlParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var headers = HttpPairs.Read(reader.Value("headers"), "headers");
        reader.Take(headers.Failure);
        return reader.Give(new GraphQlParameters(
            reader.Needed("url"),
            reader.Needed("query"),
            VariablesOf(reader),
            reader.Text("operationName") is { Length: > 0 } name ? name : null,
            reader.Choice("method", Methods, false),
            reader.Choice("format", Formats, false),
            headers.Value ?? [],
            reader.Choice("response", Responses, false) ? reader.Text("field") is { Length: > 0 } field ? field : "data" : null,
            TimeSpan.FromSeconds(reader.Number("timeoutSeconds", Limits.CallSeconds, 0.001, Limits.CallSecondsMost))));
    }

    private static JsonElement VariablesOf(ParameterReader reader)
    {
        var variables = reader.Value("variables");
        if (variables.ValueKind == JsonValueKind.String)
        {
            variables = variables.GetString()!.Trim() is { Length: > 0 } text
                ? JsJson.Normalize(Encoding.UTF8.GetBytes(text)) is { IsFailure: false } read ? read.Value : variables
                : default;
        }

        if (!ParameterReader.IsAbsent(variables) && variables.ValueKind != JsonValueKind.Object)
        {
            reader.Refuse("variables", "must be an object, or the JSON of one");
        }

        return variables;
    }

    private static FrozenDictionary<string, bool> Words(string usual, string other) =>
        new Dictionary<string, bool> { [usual] = false, [other] = true }.ToFrozenDictionary(StringComparer.Ordinal);
}
