using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Serialization;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace FlowForge.Api.Mcp;

/// <summary>
/// Workflows and runs as resources, to be read only. Each is what a tool gives, so that the caller's role decides over them as it does there:
/// <c>flowforge://workflows/{id}</c>, <c>flowforge://runs/{id}</c> and <c>flowforge://runs/{id}/frames</c>.
/// </summary>
internal static class McpResources
{
    private const string Scheme = "flowforge://";
    private const string Runs = "runs";
    private const int Page = 100;

    /// <summary>What may be read, told by form.</summary>
    public static ListResourceTemplatesResult Templates { get; } = new()
    {
        ResourceTemplates =
        [
            new() { UriTemplate = Scheme + "workflows/{id}", Name = "workflow", Title = "Workflow", Description = "The newest version of a workflow's document.", MimeType = "application/json" },
            new() { UriTemplate = Scheme + "runs/{id}", Name = "run", Title = "Run", Description = "A run: status, output, failure, what it waits for.", MimeType = "application/json" },
            new() { UriTemplate = Scheme + "runs/{id}/frames", Name = "frames", Title = "Frames of a run", Description = "What each node was given and what it gave, the first ones.", MimeType = "application/json" },
        ],
    };

    /// <summary>The workflows a page at a time, then the newest runs.</summary>
    public static async ValueTask<ListResourcesResult> ListAsync(IMcpTools tools, string? cursor, CancellationToken cancellation)
    {
        var isRuns = cursor == Runs;
        var listed = await CallAsync(tools, isRuns ? "list_runs" : "list_workflows", writer =>
        {
            writer.WriteNumber("limit", Page);
            if (!isRuns && cursor is not null)
            {
                writer.WriteString("after", cursor);
            }
        }, cancellation).ConfigureAwait(false);
        var page = JsonElement.Parse(listed, new() { MaxDepth = 4 * Limits.Depth });
        return new()
        {
            Resources = [.. page.GetProperty("items").EnumerateArray().Select(one => isRuns ? Run(one) : Workflow(one))],
            NextCursor = isRuns ? null : page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : Runs,
        };
    }

    /// <summary>One of them. An address that is none of theirs, or of nothing there is, is the protocol's error of a missing resource.</summary>
    public static async ValueTask<ReadResourceResult> ReadAsync(IMcpTools tools, string uri, CancellationToken cancellation)
    {
        string[] parts = uri.StartsWith(Scheme, StringComparison.Ordinal) ? [.. uri[Scheme.Length..].Split('/').Select(Uri.UnescapeDataString)] : [];
        var tool = parts switch
        {
            ["workflows", { Length: > 0 }] => "get_workflow",
            [Runs, { Length: > 0 }] => "get_run",
            [Runs, { Length: > 0 }, "frames"] => "list_frames",
            _ => throw Missing($"There is no resource {uri}."),
        };
        var text = await CallAsync(tools, tool, writer => writer.WriteString("id", parts[1]), cancellation).ConfigureAwait(false);
        return new() { Contents = [new TextResourceContents { Uri = uri, MimeType = "application/json", Text = text }] };
    }

    private static async ValueTask<string> CallAsync(IMcpTools tools, string name, Action<Utf8JsonWriter> arguments, CancellationToken cancellation)
    {
        var result = await tools.CallAsync(name, JsonBuild.Element(writer =>
        {
            writer.WriteStartObject();
            arguments(writer);
            writer.WriteEndObject();
        }), cancellation).ConfigureAwait(false);
        return result.IsError ? throw Missing(result.Text) : result.Text;
    }

    private static McpProtocolException Missing(string message) => new(message, McpErrorCode.ResourceNotFound);

    private static Resource Workflow(JsonElement one) => new()
    {
        Uri = $"{Scheme}workflows/{Uri.EscapeDataString(Text(one, "id"))}",
        Name = Text(one, "id"),
        Title = Text(one, "name"),
        Description = Text(one, "description") is { Length: > 0 } told ? told : null,
        MimeType = "application/json",
    };

    private static Resource Run(JsonElement one) => new()
    {
        Uri = $"{Scheme}runs/{Uri.EscapeDataString(Text(one, "id"))}",
        Name = Text(one, "id"),
        Title = $"{Text(one, "workflowId")} {Text(one, "status")} {Text(one, "startedAt")}",
        MimeType = "application/json",
    };

    private static string Text(JsonElement one, string name) => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
