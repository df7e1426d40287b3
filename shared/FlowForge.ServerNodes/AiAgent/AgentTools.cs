using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Ai;
using FlowForge.ServerNodes.AiChat;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>A workflow as a model may call it.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Tool">As the model is told it.</param>
/// <param name="Schema">What the arguments that the model gives must fit.</param>
internal sealed record AgentTool(string WorkflowId, ModelTool Tool, DrawnSchema Schema)
{
    /// <summary>What the workflow is given, with <see cref="FromAi"/> in it; undefined when it is given what the model gives.</summary>
    public JsonElement Drawn { get; init; }

    /// <summary>What <see cref="Drawn"/> must come to.</summary>
    public DrawnSchema? Input { get; init; }

    /// <summary>The arguments of a call, or what the model is told is wrong with them.</summary>
    public Outcome<JsonElement> Arguments(string text)
    {
        var read = ReplyObject.Read(text.Trim().Length == 0 ? "{}" : text);
        if (read.IsFailure)
        {
            return Failure.Of(read.Failure.Code, "The arguments are not one JSON object.");
        }

        return read.Value.ValueKind != JsonValueKind.Object ? Failure.Of(AiFailures.InvalidReply, "The arguments are not one JSON object.")
            : SchemaCheck.RunOnData(Schema.Checks, read.Value) is { Count: > 0 } misfits ? Failure.Of(AiFailures.InvalidReply, $"The arguments do not fit the schema: {ReplyObject.Told(misfits)}")
            : read;
    }

    /// <summary>What the workflow is given for arguments of the model: these, or what is drawn, as the agent's item has it and with these where the model is to give something.</summary>
    public async ValueTask<Outcome<JsonElement>> FilledAsync(INodeContext context, int index, JsonElement arguments, CancellationToken cancellation)
    {
        if (Drawn.ValueKind != JsonValueKind.Object)
        {
            return arguments;
        }

        var item = (await context.FirstInput.ReadAsync(index, 1, cancellation).ConfigureAwait(false))[0];
        var seen = new ObjectDraft(item.Json);
        foreach (var given in arguments.EnumerateObject())
        {
            seen.Put(given.Name, new(given.Value));
        }

        var filled = await context.ResolveOtherAsync(Drawn, index, new(JsonValues.TryOf(seen) ?? arguments, item.Binary), cancellation).ConfigureAwait(false);
        return filled.IsFailure ? filled.Failure
            : Input is { } schema && SchemaCheck.RunOnData(schema.Checks, filled.Value) is { Count: > 0 } misfits ? Failure.Of(AiFailures.InvalidReply, $"What the workflow would be given does not fit its inputSchema: {ReplyObject.Told(misfits)}")
            : filled;
    }
}

/// <summary>The tools of an agent: the <c>workflow</c> nodes that are connected to it by <c>ai_tool</c> edges, and what its parameter <c>tools</c> names.</summary>
internal static class AgentTools
{
    /// <summary>The kind of edge.</summary>
    public const string Edge = "ai_tool";

    private const int NameLength = 64;

    /// <summary>The tools, with names of their own. Failures: <c>node.parameter</c>, <c>call.*</c>.</summary>
    public static async ValueTask<Outcome<AgentTool[]>> FindAsync(INodeContext context, IReadOnlyList<NamedTool> named, CancellationToken cancellation)
    {
        List<NamedTool> all = [];
        foreach (var node in context.Connected(Edge))
        {
            if (node.Kind != "workflow" || DrawnParameter.Text(node, "id") is not { Length: > 0 } id || id.StartsWith('='))
            {
                return Failure.Of(FailureCodes.Parameter, $"The tool '{node.DisplayName}' must be a node of kind workflow that names its workflow without an expression.");
            }

            all.Add(new(id, Told(node, "name") ?? node.DisplayName, Told(node, "description") ?? node.Notes) { Drawn = Arguments(node) });
        }

        all.AddRange(named);
        if (all.Count > Limits.AiTools)
        {
            return Failure.Of(FailureCodes.Limit, $"An agent has {Limits.AiTools} tools at most; this one has {all.Count}.");
        }

        var (tools, taken) = (new AgentTool[all.Count], new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < tools.Length; i++)
        {
            var found = await context.FindCallableAsync(all[i].Workflow, cancellation).ConfigureAwait(false);
            var tool = found.IsFailure ? found.Failure : Of(all[i], found.Value, taken);
            if (tool.IsFailure)
            {
                return tool.Failure;
            }

            tools[i] = tool.Value;
        }

        return tools;
    }

    /// <summary>What a connected node says of itself as a tool; null when it says nothing.</summary>
    private static string? Told(Node node, string name) =>
        node.Parameters.TryGetProperty("tool"u8, out var tool) && tool.ValueKind == JsonValueKind.Object && new ParameterReader(tool).Text(name) is { Length: > 0 } text ? text : null;

    /// <summary>What a node may call, as it is drawn.</summary>
    public static IEnumerable<Capability> Capabilities(Node node) =>
        new ParameterReader(node.Parameters).List("tools", Limits.FieldsNamed).Select(static one => new ParameterReader(one).Text("workflow"))
            .Where(static id => id is { Length: > 0 }).Select(static id => new Capability.StartWorkflow(id!));

    private static JsonElement Arguments(Node node) => node.Parameters.TryGetProperty("arguments"u8, out var drawn) ? drawn : default;

    private static Outcome<AgentTool> Of(NamedTool named, CallableWorkflow workflow, HashSet<string> taken)
    {
        var schema = workflow.InputSchema.ValueKind == JsonValueKind.Object ? DrawnSchema.Of(workflow.InputSchema) : AiChatParameters.AnyObject;
        if (schema.IsFailure)
        {
            return Failure.Of(FailureCodes.Parameter, $"The inputSchema of workflow '{workflow.Id}' {schema.Failure.Message}.");
        }

        var name = NameOf(named.Name ?? workflow.Name, taken);
        var description = named.Description ?? workflow.Description ?? $"Runs the workflow {workflow.Name}.";
        if (named.Drawn.ValueKind != JsonValueKind.Object)
        {
            return new AgentTool(workflow.Id, new(name, description, schema.Value.Json), schema.Value);
        }

        var wanted = FromAi.In(named.Drawn);
        if (wanted.IsFailure)
        {
            return Failure.Of(wanted.Failure.Code, $"Tool '{name}': {wanted.Failure.Message}");
        }

        var asked = DrawnSchema.Of(FromAi.Schema(wanted.Value)).Value!;
        return new AgentTool(workflow.Id, new(name, description, asked.Json), asked) { Drawn = named.Drawn, Input = schema.Value };
    }

    /// <summary>A name of the letters that models' servers take, unlike those before it.</summary>
    private static string NameOf(string name, HashSet<string> taken)
    {
        var plain = string.Concat(name.Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        plain = plain.Length <= NameLength - 4 ? plain : plain[..(NameLength - 4)];
        var free = plain;
        for (var i = 2; !taken.Add(free); i++)
        {
            free = $"{plain}_{i}";
        }

        return free;
    }
}
