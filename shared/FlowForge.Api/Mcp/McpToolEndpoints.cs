using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Core;

namespace FlowForge.Api.Mcp;

/// <summary>What is offered over the Model Context Protocol, for a process of this machine that speaks it over standard input and output.</summary>
internal static class McpToolEndpoints
{
    public static async ValueTask<Answer> List(ApiCall call)
    {
        var tools = await new HostTools(call).ListAsync(call.Cancellation).ConfigureAwait(false);
        return new Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("items"u8);
            foreach (var tool in tools)
            {
                writer.WriteStartObject();
                writer.WriteString("name"u8, tool.Name);
                writer.WriteString("description"u8, tool.Description);
                writer.WritePropertyName("inputSchema"u8);
                tool.InputSchema.WriteTo(writer);
                writer.WriteBoolean("readOnly"u8, tool.IsReadOnly);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public static async ValueTask<Answer> Call(ApiCall call)
    {
        var body = await BodyReader.ReadAsync(call.Request, Limits.AiRequestBytes, call.Cancellation).ConfigureAwait(false);
        var arguments = body.IsRefused ? body.Problem : JsonBody.Object(body.Value, "arguments");
        if (arguments.IsRefused)
        {
            return arguments.Problem;
        }

        var given = arguments.Value.TryGetProperty("arguments"u8, out var value) && value.ValueKind == JsonValueKind.Object ? value : Core.Serialization.JsonConstants.EmptyObject;
        var result = await new HostTools(call).CallAsync(call.Value("name"), given, call.Cancellation).ConfigureAwait(false);
        return new Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("text"u8, result.Text);
            writer.WriteBoolean("isError"u8, result.IsError);
            writer.WriteEndObject();
        });
    }
}
