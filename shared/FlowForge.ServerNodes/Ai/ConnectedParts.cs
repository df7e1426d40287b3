using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Ai;

/// <summary>What nodes that are connected to one that asks a model say for it: which model, and the shape of its reply.</summary>
internal static class ConnectedParts
{
    /// <summary>The edge of an <c>ai.model</c> node.</summary>
    public const string ModelEdge = "ai_languageModel";

    /// <summary>The edge of an <c>ai.schema</c> node.</summary>
    public const string SchemaEdge = "ai_outputParser";

    /// <summary>Which model the first connected <c>ai.model</c> names; the host's where none does.</summary>
    public static ModelChoice Model(INodeContext context) =>
        context.Connected(ModelEdge).FirstOrDefault(static node => node.Kind == "ai.model") is { } node ? ModelChoice.Read(new ParameterReader(node.Parameters)) : ModelChoice.Host;

    /// <summary>The node's own schema, or that of the connected <c>ai.schema</c>; null where neither is. Failure: <c>node.parameter</c>.</summary>
    public static Outcome<DrawnSchema?> Schema(INodeContext context, DrawnSchema? own)
    {
        if (own is not null || context.Connected(SchemaEdge) is not [var node, ..])
        {
            return own;
        }

        if (node.Kind != "ai.schema" || !node.Parameters.TryGetProperty("schema"u8, out var drawn))
        {
            return Failure.Of(FailureCodes.Parameter, $"The node '{node.DisplayName}', which says the shape of the reply, must be of kind ai.schema and have a schema.");
        }

        var read = DrawnSchema.Of(drawn);
        return read.IsFailure ? Failure.Of(FailureCodes.Parameter, $"The schema of '{node.DisplayName}' {read.Failure.Message}.") : read.Value;
    }

    /// <summary>Parameters that are expressions: such a node is read as it is drawn.</summary>
    public static IEnumerable<ParameterProblem> Plain(Node node) => node.Parameters.ValueKind != JsonValueKind.Object ? []
        : node.Parameters.EnumerateObject().Where(static one => one.Value.ValueKind == JsonValueKind.String && one.Value.GetString() is ['=', ..])
            .Select(static one => new ParameterProblem("parameter.literal", one.Name, $"'{one.Name}' is a plain value here, not an expression."));

    /// <summary>Why a node that only says something for others cannot run by itself.</summary>
    /// <param name="node">The node.</param>
    /// <param name="edge">The edge it is connected by.</param>
    public static NodeResult.Failed NotAlone(Node node, string edge) =>
        new(Failure.Of(FailureCodes.Parameter, $"'{node.DisplayName}' does nothing by itself: connect it by an edge of kind {edge} to a node that asks a model."));
}
