using System.Text.Json;
using FlowForge.Core.Serialization;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FlowForge.Api.Mcp;

/// <summary>Tools and resources as a server of the protocol has them, whatever it is spoken over.</summary>
public static class McpOffer
{
    private const string Instructions = """
        FlowForge runs workflows: graphs of nodes between which items (JSON objects) flow. Tools named list_…, get_…, validate_…, create_…, update_… and run_… read, check, change and start them;
        all others are workflows of this host, and calling one starts a run of it. Before you change a workflow, read it and the kinds that you use (get_kind). After a change look at the validation and at the
        capabilities that were added, and tell the person about new hosts, credentials, scripts and triggers. A saved change is not live until a person activates it.
        """;

    /// <summary>The options of a server that offers <paramref name="tools"/>.</summary>
    public static McpServerOptions Options(IMcpTools tools) => new()
    {
        ServerInfo = new() { Name = "flowforge", Title = "FlowForge", Version = typeof(McpOffer).Assembly.GetName().Version?.ToString(3) ?? "1.0.0" },
        ServerInstructions = Instructions,
        Capabilities = new() { Tools = new(), Resources = new() },
        Handlers = new()
        {
            ListToolsHandler = async (_, cancellation) => new() { Tools = [.. (await tools.ListAsync(cancellation).ConfigureAwait(false)).Select(Of)] },
            CallToolHandler = async (request, cancellation) =>
            {
                var arguments = JsonBuild.Element(writer => Write(writer, request.Params?.Arguments));
                var result = await tools.CallAsync(request.Params?.Name ?? "", arguments, cancellation).ConfigureAwait(false);
                return new() { Content = [new TextContentBlock { Text = result.Text }], IsError = result.IsError };
            },
            ListResourcesHandler = (request, cancellation) => McpResources.ListAsync(tools, request.Params?.Cursor, cancellation),
            ListResourceTemplatesHandler = static (_, _) => new(McpResources.Templates),
            ReadResourceHandler = (request, cancellation) => McpResources.ReadAsync(tools, request.Params?.Uri ?? "", cancellation),
        },
    };

    private static Tool Of(McpTool tool) => new()
    {
        Name = tool.Name,
        Description = tool.Description,
        InputSchema = tool.InputSchema,
        Annotations = new() { ReadOnlyHint = tool.IsReadOnly, DestructiveHint = tool.IsReadOnly ? false : null },
    };

    private static void Write(Utf8JsonWriter writer, IDictionary<string, JsonElement>? arguments)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in arguments ?? new Dictionary<string, JsonElement>())
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
