using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Mcp;

/// <summary>Workflows: read, check, create, change. Changes are the operations of Core; each answer tells what they add to what the workflow can do.</summary>
internal static class WorkflowTools
{
    private const string Id = """ "id": { "type": "string", "description": "Id of the workflow." } """;
    private const string Document = """ "workflow": { "type": "object", "description": "The whole document: { flowforge: 1, id, name, graph: { nodes: [{ id, kind, parameters }], edges: [{ from, to }] } }." } """;

    public static IReadOnlyList<HostTool> All { get; } =
    [
        HostTool.Get(
            "list_workflows", "Lists workflows by id: name, newest version, published version.",
            """{ "limit": { "type": "integer", "minimum": 1, "maximum": 500 }, "after": { "type": "string" } }""", [], static arguments => arguments.Query("/workflows", "limit", "after")),
        HostTool.Get("get_workflow", "Gives the newest version of a workflow's document.", $$"""{ {{Id}} }""", ["id"], static arguments => $"/workflows/{arguments.Escaped("id")}"),
        HostTool.Of(
            "validate_workflow", "Tells all problems of a document, and saves nothing.", $$"""{ {{Document}} }""", ["workflow"],
            static async (api, arguments, cancellation) => (await api.SendAsync("POST", "/workflows/validate", Bytes(arguments.GetProperty("workflow")), cancellation: cancellation).ConfigureAwait(false)).Result()),
        HostTool.Of("create_workflow", "Saves a new workflow; tells what it can do. Nothing goes live.", $$"""{ {{Document}} }""", ["workflow"], CreateAsync, isReadOnly: false),
        new(
            new(
                "update_workflow", "Changes a workflow by operations, all or none, and saves the next version; tells problems and what the change adds. dryRun saves nothing. Nothing goes live.",
                UpdateSchema(), IsReadOnly: false),
            UpdateAsync),
    ];

    private static async ValueTask<McpResult> CreateAsync(InnerApi api, JsonElement arguments, CancellationToken cancellation)
    {
        var document = Bytes(arguments.GetProperty("workflow"));
        var answer = await api.SendAsync("POST", "/workflows", document, cancellation: cancellation).ConfigureAwait(false);
        if (!answer.IsGood || WorkflowJson.Read(document).Workflow is not { } workflow || api.Services.Scripts is not { } scripts)
        {
            return answer.Result();
        }

        var empty = new Workflow { Id = workflow.Id, Name = workflow.Name };
        return Told(Proposal.Of(empty, [], workflow, api.Services.Catalogue, scripts), answer.Json);
    }

    private static async ValueTask<McpResult> UpdateAsync(InnerApi api, JsonElement arguments, CancellationToken cancellation)
    {
        var given = new Arguments(arguments);
        var found = await api.SendAsync("GET", $"/workflows/{given.Escaped("id")}", cancellation: cancellation).ConfigureAwait(false);
        if (!found.IsGood)
        {
            return found.Result();
        }

        if (WorkflowJson.Read(found.Body).Workflow is not { } before || api.Services.Scripts is not { } scripts)
        {
            return new("This host cannot change its workflows by operations.", IsError: true);
        }

        if (given.Text("version") is { } version && version != before.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            return new($"The workflow is at version {before.Version} by now, not {version}: read it again.", IsError: true);
        }

        var read = OperationsJson.Read(arguments.GetProperty("operations"));
        var applied = read.IsRefused ? null : Operations.Apply(before, read.Operations, api.Services.Catalogue, scripts);
        if (applied?.Workflow is not { } after)
        {
            return Problems(applied?.Problem is { } problem ? [problem] : read.Problems);
        }

        var proposal = Proposal.Of(before, read.Operations!, after, api.Services.Catalogue, scripts);
        if (given.Flag("dryRun") || !proposal.IsValid)
        {
            return Told(proposal, null) with { IsError = !proposal.IsValid };
        }

        var saved = await api.SendAsync("PUT", $"/workflows/{given.Escaped("id")}", WorkflowJson.Write(after), found.ETag, cancellation).ConfigureAwait(false);
        return saved.IsGood ? Told(proposal, saved.Json) : saved.Result();
    }

    private static McpResult Told(Proposal proposal, JsonElement? saved) => new(Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("saved", saved is not null);
        if (saved is { } document)
        {
            writer.WriteString("id", document.GetProperty("id").GetString());
            writer.WriteNumber("version", document.GetProperty("version").GetInt32());
        }

        writer.WritePropertyName("validation");
        ProblemsJson.Write(writer, proposal.Validation);
        writer.WritePropertyName("capabilities");
        ProposalJson.WriteCapabilities(writer, proposal.Capabilities);
        writer.WriteEndObject();
    }));

    private static McpResult Problems(IReadOnlyList<Problem> problems) => new(Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("saved", false);
        writer.WritePropertyName("problems");
        ProblemsJson.Write(writer, problems);
        writer.WriteEndObject();
    }), IsError: true);

    /// <summary>The operations' schema refers to its parts from the root, so they are moved to this one's.</summary>
    private static JsonElement UpdateSchema() => JsonBuild.Element(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartArray("required");
        writer.WriteStringValue("id");
        writer.WriteStringValue("operations");
        writer.WriteEndArray();
        writer.WriteStartObject("properties");
        foreach (var property in JsonElement.Parse($$"""
            { {{Id}}, "version": { "type": "integer", "description": "The version you have read; refused when there is a newer one." }, "dryRun": { "type": "boolean", "description": "Tell what it would give, and save nothing." } }
            """).EnumerateObject())
        {
            property.WriteTo(writer);
        }

        writer.WriteStartObject("operations");
        foreach (var property in OperationsSchema.Value.EnumerateObject().Where(static one => one.Name is not ("$schema" or "$defs")))
        {
            property.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WritePropertyName("$defs");
        OperationsSchema.Value.GetProperty("$defs").WriteTo(writer);
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Bytes(JsonElement json) => JsonBuild.Bytes(json.WriteTo);

    private static string Text(Action<Utf8JsonWriter> write) => System.Text.Encoding.UTF8.GetString(JsonBuild.Bytes(write).Span);
}
