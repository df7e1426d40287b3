using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Mcp;

/// <summary>Results of a server as items.</summary>
internal static class McpResults
{
    /// <summary>The tool says that it could not do it.</summary>
    public const string ToolCode = "mcp.tool";

    private const int Pages = 20;

    /// <summary>
    /// The item of a call: its structured content, else its text, parsed when that is a JSON object, else <c>{ text }</c>. Content that is no text stands in <c>content</c>.
    /// </summary>
    public static Outcome<Made[]> OfCall(Outcome<JsonElement> result)
    {
        if (result.IsFailure)
        {
            return result.Failure;
        }

        var blocks = result.Value.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array ? [.. content.EnumerateArray()] : Array.Empty<JsonElement>();
        var text = string.Join('\n', blocks.Where(static block => Is(block, "text")).Select(static block => block.TryGetProperty("text", out var said) ? JsText.Of(said) : ""));
        if (result.Value.TryGetProperty("isError", out var isError) && isError.ValueKind == JsonValueKind.True)
        {
            return Failure.Of(ToolCode, $"The tool could not do it: {McpReply.Cut(text.Length == 0 ? "it does not say why" : text)}");
        }

        if (result.Value.TryGetProperty("structuredContent", out var structured) && structured.ValueKind == JsonValueKind.Object)
        {
            return Sized(new(structured));
        }

        if (blocks.All(static block => Is(block, "text")))
        {
            return JsJson.Normalize(Encoding.UTF8.GetBytes(text)) is { IsFailure: false, Value: { ValueKind: JsonValueKind.Object } json } ? Sized(new(json)) : Sized(Text(text));
        }

        var draft = Text(text);
        draft.Put("content", new(content));
        return Sized(draft);
    }

    /// <summary>An item for each tool: <c>{ name, description, inputSchema }</c>, and what else the server tells.</summary>
    public static async ValueTask<Outcome<Made[]>> ToolsAsync(McpSession session, CancellationToken cancellation)
    {
        List<Made> tools = [];
        string? cursor = null;
        for (var page = 0; page < Pages; page++)
        {
            var after = cursor;
            var listed = await session.AskAsync("tools/list", writer =>
            {
                if (after is not null)
                {
                    writer.WriteString("cursor", after);
                }
            }, null, cancellation).ConfigureAwait(false);
            if (listed.IsFailure)
            {
                return listed.Failure;
            }

            if (!listed.Value.TryGetProperty("tools", out var some) || some.ValueKind != JsonValueKind.Array)
            {
                return McpReply.Wrong("its list of tools is none");
            }

            tools.AddRange(some.EnumerateArray().Where(static tool => tool.ValueKind == JsonValueKind.Object).Select(static tool => new Made(new ObjectDraft(tool))));
            cursor = listed.Value.TryGetProperty("nextCursor", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
            if (cursor is null)
            {
                break;
            }
        }

        return tools.ToArray();
    }

    private static bool Is(JsonElement block, string type) =>
        block.ValueKind == JsonValueKind.Object && block.TryGetProperty("type", out var given) && given.ValueKind == JsonValueKind.String && given.ValueEquals(type);

    private static ObjectDraft Text(string text)
    {
        var draft = new ObjectDraft();
        draft.Put("text", new(JsonValues.Text(text)));
        return draft;
    }

    private static Outcome<Made[]> Sized(ObjectDraft draft) => new Made(draft).Alone();
}
