using System.Text;
using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Respond;

/// <summary>Makes the answer's bytes.</summary>
internal static class ReplyWriter
{
    private const string Plain = "text/plain; charset=utf-8";
    private const string Json = "application/json";

    /// <summary>A string as text, null and nothing as no body, anything else as JSON.</summary>
    public static Reply Of(RespondParameters parameters, JsonElement body) =>
        ParameterReader.IsAbsent(body) || parameters.Status is 204 or 205 or 304
            ? new(parameters.Status, parameters.Headers, default, null)
        : body.ValueKind == JsonValueKind.String
            ? new(parameters.Status, parameters.Headers, Encoding.UTF8.GetBytes(body.GetString()!), parameters.ContentType ?? Plain)
        : new(parameters.Status, parameters.Headers, Bytes(body), parameters.ContentType ?? Json);

    /// <summary>A binary of the run, which the host reads when it sends it.</summary>
    public static Reply Of(RespondParameters parameters, BinaryRef binary) =>
        new(parameters.Status, parameters.Headers, default, parameters.ContentType) { Binary = binary };

    private static byte[] Bytes(JsonElement body)
    {
        using var bytes = new PooledBytes();
        using (var writer = new Utf8JsonWriter(bytes, JsonPage.WriterOptions))
        {
            body.WriteTo(writer);
        }

        return bytes.Written.ToArray();
    }
}
