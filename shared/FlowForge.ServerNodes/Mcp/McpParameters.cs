using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Mcp;

/// <summary>The parameters of <c>mcp</c>.</summary>
/// <param name="Url">Where the server is.</param>
/// <param name="IsList">Whether its tools are listed in place of a call.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Arguments">What it is given, an object.</param>
/// <param name="Timeout">Time of one call.</param>
internal sealed record McpParameters(string Url, bool IsList, string Tool, JsonElement Arguments, TimeSpan Timeout)
{
    private static readonly FrozenDictionary<string, bool> Operations =
        new Dictionary<string, bool> { ["call"] = false, ["list"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public static Outcome<McpParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var isList = reader.Choice("operation", Operations, false);
        var arguments = reader.Value("arguments");
        if (arguments.ValueKind == JsonValueKind.String)
        {
            var parsed = StrictJson.Read(System.Text.Encoding.UTF8.GetBytes(arguments.GetString()!));
            arguments = parsed.IsRefused ? arguments : parsed.Value;
        }

        if (!ParameterReader.IsAbsent(arguments) && arguments.ValueKind != JsonValueKind.Object)
        {
            reader.Refuse("arguments", "must be an object, or its JSON");
        }

        var read = new McpParameters(
            reader.Needed("url"), isList, isList ? "" : reader.Needed("tool"), arguments.ValueKind == JsonValueKind.Object ? arguments : JsonConstants.EmptyObject,
            TimeSpan.FromSeconds(reader.Number("timeoutSeconds", 100, 0.001, 3600)));
        return reader.Give(read);
    }

    /// <summary>The parameters of the call as the protocol has them.</summary>
    public void WriteCall(Utf8JsonWriter writer)
    {
        writer.WriteString("name", Tool);
        writer.WritePropertyName("arguments");
        Arguments.WriteTo(writer);
    }
}
