using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Ai;
using FlowForge.ServerNodes.AiChat;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>The parameters of <c>ai.agent</c>.</summary>
/// <param name="System">Rules for the model; empty for none.</param>
/// <param name="Prompt">The task.</param>
/// <param name="Tools">Workflows named here, besides those that are connected.</param>
/// <param name="Steps">Most replies of the model for one item.</param>
/// <param name="Schema">What the answer is to fit; null for text.</param>
/// <param name="Model">Who is asked.</param>
/// <param name="Field">The field of the answer.</param>
/// <param name="Keeps">Whether the item's fields stay.</param>
internal sealed record AiAgentParameters(
    string System, string Prompt, IReadOnlyList<NamedTool> Tools, int Steps, DrawnSchema? Schema, ModelChoice Model, string Field, bool Keeps)
{
    /// <summary>Replies for one item when nothing else is said.</summary>
    public const int UsualSteps = 10;

    /// <summary>Reads them.</summary>
    public static Outcome<AiAgentParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var read = new AiAgentParameters(
            Text(reader, "system"), Text(reader, "prompt"),
            reader.Each("tools", static one => new NamedTool(one.Needed("workflow"), one.Text("name"), one.Text("description"))),
            reader.Whole("maxSteps", UsualSteps, 1, Limits.AiSteps), DrawnSchema.Read(reader, "schema"), ModelChoice.Read(reader),
            reader.Text("field") is { Length: > 0 } field ? field : "text", AiChatParameters.KeepsItem(reader));
        if (read.Prompt.Length == 0 || read.Prompt.Length + read.System.Length > Limits.AiNodeLength)
        {
            reader.Refuse("prompt", $"must have 1 to {Limits.AiNodeLength} characters, together with system");
        }

        return reader.Give(read);
    }

    /// <summary>The conversation before the model has said anything.</summary>
    public IEnumerable<ModelMessage> Opening() => System.Length == 0
        ? [new(ModelRole.User, Prompt)]
        : [new(ModelRole.System, System), new(ModelRole.User, Prompt)];

    private static string Text(ParameterReader reader, string name) => reader.Value(name) is var value && ParameterReader.IsAbsent(value) ? "" : JsText.Of(value);
}

/// <summary>A tool that a parameter names.</summary>
/// <param name="Workflow">Id of the workflow.</param>
/// <param name="Name">What the model calls it; null for the workflow's name.</param>
/// <param name="Description">What it does; null for what the workflow says.</param>
internal sealed record NamedTool(string Workflow, string? Name, string? Description)
{
    /// <summary>What the workflow is given, as a connected node draws it; undefined for what the model gives.</summary>
    public JsonElement Drawn { get; init; }
}
