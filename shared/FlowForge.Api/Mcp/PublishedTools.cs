using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Mcp;

/// <summary>Active workflows that say <c>mcp: true</c>, or <c>mcp: { name?, description?, waitSeconds? }</c>: calling one starts a run of its published version.</summary>
internal static class PublishedTools
{
    private const int NameLength = 64;

    private static readonly JsonElement AnyObject = JsonElement.Parse("""{ "type": "object" }""");

    /// <summary>The tools, in the order of the workflows' ids.</summary>
    /// <param name="api">The host.</param>
    /// <param name="taken">Names that are not free.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async ValueTask<IReadOnlyList<HostTool>> FindAsync(InnerApi api, IEnumerable<string> taken, CancellationToken cancellation)
    {
        var names = taken.ToHashSet(StringComparer.Ordinal);
        var tools = new List<HostTool>();
        foreach (var version in (await api.Services.Workflows.PublishedAsync(cancellation).ConfigureAwait(false)).OrderBy(static one => one.Id, StringComparer.Ordinal))
        {
            var workflow = api.State.Documents.Get(version.Hash, version.Document, version.Version);
            if (workflow.Mcp.ValueKind is JsonValueKind.True or JsonValueKind.Object && TriggerOf(workflow, api.Services.Catalogue) is { } trigger)
            {
                tools.Add(Of(workflow, trigger, names));
            }
        }

        return tools;
    }

    /// <summary>Starts a run and waits for its end: its output, its failure, or where it is.</summary>
    public static async ValueTask<McpResult> StartAsync(InnerApi api, ReadOnlyMemory<byte> body, string? waitSeconds, CancellationToken cancellation)
    {
        var answer = await api.SendAsync("POST", $"/runs?wait={waitSeconds ?? Limits.McpWaitSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}", body, cancellation: cancellation).ConfigureAwait(false);
        if (!answer.IsGood)
        {
            return answer.Result();
        }

        var run = answer.Json;
        var (id, status) = (run.GetProperty("id").GetString(), run.GetProperty("status").GetString());
        return status switch
        {
            "COMPLETED" => new InnerApi.InnerAnswer(200, Output(run), "").Result(),
            "FAILED" or "CANCELLED" => new($"Run {id} is {status}{(run.TryGetProperty("failure", out var failure) ? $": {failure.GetProperty("message").GetString()} ({failure.GetProperty("code").GetString()})" : "")}", IsError: true),
            _ => new($$"""{"run":"{{id}}","status":"{{status}}","url":"/api/runs/{{id}}","hint":"It goes on. Ask get_run with this id for its output."}"""),
        };
    }

    /// <summary>Objects as the items of a start.</summary>
    public static void WriteItems(Utf8JsonWriter writer, IEnumerable<JsonElement> items)
    {
        writer.WriteStartArray("items");
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("json");
            item.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static HostTool Of(Workflow workflow, string trigger, HashSet<string> names)
    {
        var schema = workflow.InputSchema.ValueKind == JsonValueKind.Object && SchemaShape.Check(workflow.InputSchema, "", allowsMore: true).Count == 0 ? workflow.InputSchema : AnyObject;
        var tool = new McpTool(NameOf(Word(workflow, "name") ?? workflow.Id, names), Word(workflow, "description") ?? workflow.Description ?? $"Runs the workflow {workflow.Name}.", WithType(schema), IsReadOnly: false);
        return new(tool, (api, arguments, cancellation) => StartAsync(api, Start(workflow, trigger, arguments), Seconds(workflow), cancellation));
    }

    private static ReadOnlyMemory<byte> Start(Workflow workflow, string trigger, JsonElement arguments) => JsonBuild.Bytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("workflowId", workflow.Id);
        writer.WriteNumber("version", workflow.Version);
        writer.WriteString("trigger", trigger);
        WriteItems(writer, [arguments]);
        writer.WriteEndObject();
    });

    /// <summary>The items' json; of one item itself.</summary>
    private static ReadOnlyMemory<byte> Output(JsonElement run) => JsonBuild.Bytes(writer =>
    {
        var output = run.TryGetProperty("output", out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray().Select(static item => item.GetProperty("json")).ToArray() : [];
        if (output.Length == 1)
        {
            output[0].WriteTo(writer);
            return;
        }

        writer.WriteStartArray();
        foreach (var json in output)
        {
            json.WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    /// <summary>The trigger by which it is called: one for callers, else one for people, else its only one.</summary>
    private static string? TriggerOf(Workflow workflow, ICatalogue catalogue)
    {
        var triggers = workflow.Nodes.Where(node => !node.Disabled && catalogue.Find(node.Kind)?.Description.IsTrigger == true).ToList();
        return (triggers.Find(static node => node.Kind == "trigger.workflow") ?? triggers.Find(static node => node.Kind == "trigger.manual") ?? (triggers.Count == 1 ? triggers[0] : null))?.Id;
    }

    private static string? Word(Workflow workflow, string name) =>
        workflow.Mcp.ValueKind == JsonValueKind.Object && workflow.Mcp.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static string? Seconds(Workflow workflow) =>
        workflow.Mcp.ValueKind == JsonValueKind.Object && workflow.Mcp.TryGetProperty("waitSeconds", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds) && seconds is >= 1 and <= 200
            ? seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : null;

    // The protocol wants a schema that says it is of an object.
    private static JsonElement WithType(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object") ? schema : AnyObject;

    private static string NameOf(string name, HashSet<string> names)
    {
        var plain = string.Concat(name.Take(NameLength - 4).Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        var free = plain;
        for (var i = 2; !names.Add(free); i++)
        {
            free = $"{plain}_{i}";
        }

        return free;
    }
}
