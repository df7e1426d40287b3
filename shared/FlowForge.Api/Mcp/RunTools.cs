using FlowForge.Core;
using FlowForge.Core.Serialization;

namespace FlowForge.Api.Mcp;

/// <summary>Runs and their history.</summary>
internal static class RunTools
{
    private const string Id = """ "id": { "type": "string", "description": "Id of the run." } """;
    private const string Paging = """ "limit": { "type": "integer", "minimum": 1, "maximum": 500 }, "after": { "type": "string", "description": "The next of the page before." } """;

    public static IReadOnlyList<HostTool> All { get; } =
    [
        HostTool.Get(
            "list_runs", "Lists runs, newest first.",
            $$"""{ {{Paging}}, "workflow": { "type": "string", "description": "Of this workflow only." }, "status": { "enum": ["QUEUED", "RUNNING", "WAITING", "PAUSED", "COMPLETED", "FAILED", "CANCELLED"] }, "text": { "type": "string", "description": "Found in ids, names, the failure or what it was started with." } }""",
            [], static arguments => arguments.Query("/runs", "workflow", "status", "text", "limit", "after")),
        HostTool.Get("get_run", "Tells a run: status, output, failure, what it waits for.", $$"""{ {{Id}} }""", ["id"], static arguments => $"/runs/{arguments.Escaped("id")}"),
        HostTool.Get(
            "list_frames", "Lists the frames of a run: what each node was given and what it gave, in order. With items: none they are only counted.",
            $$"""{ {{Id}}, {{Paging}}, "node": { "type": "string" }, "status": { "type": "string" }, "items": { "enum": ["first", "none"] } }""",
            ["id"], static arguments => arguments.Query($"/runs/{arguments.Escaped("id")}/frames", "node", "status", "items", "limit", "after")),
        HostTool.Get(
            "get_items", "Gives items of one port of a frame.",
            $$"""{ {{Id}}, "sequence": { "type": "integer", "description": "The frame's sequence." }, "side": { "enum": ["input", "output"] }, "port": { "type": "string" }, "offset": { "type": "integer", "minimum": 0 }, "limit": { "type": "integer", "minimum": 1, "maximum": 500 } }""",
            ["id", "sequence"], static arguments => arguments.Query($"/runs/{arguments.Escaped("id")}/frames/{arguments.Escaped("sequence")}/items", "side", "port", "offset", "limit")),
        HostTool.Of(
            "run_workflow", "Starts a run of the newest saved version of a workflow and waits a while for its end; a run that goes on is told by its id.",
            $$"""{ "id": { "type": "string", "description": "Id of the workflow." }, "items": { "type": "array", "description": "The items it starts with, each an object; one empty item when left out.", "items": { "type": "object" } }, "trigger": { "type": "string", "description": "Id of the trigger, where there are several." }, "waitSeconds": { "type": "integer", "minimum": 1, "maximum": 200, "default": {{Limits.McpWaitSeconds}} } }""",
            ["id"], StartAsync, isReadOnly: false),
        HostTool.Of(
            "cancel_run", "Ends a live run.", $$"""{ {{Id}} }""", ["id"],
            static async (api, arguments, cancellation) => (await api.SendAsync("POST", $"/runs/{new Arguments(arguments).Escaped("id")}/cancel", cancellation: cancellation).ConfigureAwait(false)).Result(), isReadOnly: false),
    ];

    private static async ValueTask<McpResult> StartAsync(InnerApi api, System.Text.Json.JsonElement arguments, CancellationToken cancellation)
    {
        var given = new Arguments(arguments);
        var body = JsonBuild.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("workflowId", given.Text("id"));
            if (given.Text("trigger") is { } trigger)
            {
                writer.WriteString("trigger", trigger);
            }

            if (arguments.TryGetProperty("items", out var items))
            {
                PublishedTools.WriteItems(writer, items.EnumerateArray());
            }

            writer.WriteEndObject();
        });
        return await PublishedTools.StartAsync(api, body, given.Text("waitSeconds"), cancellation).ConfigureAwait(false);
    }
}
