using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Previews;

/// <summary>What is evaluated: parameters, and where in them the answer is.</summary>
/// <param name="Node">The node that asks.</param>
/// <param name="Parameters">An object.</param>
/// <param name="Property">The one property of <paramref name="Parameters"/> that is meant; null for all.</param>
internal sealed record PreviewTarget(Node Node, JsonElement Parameters, string? Property)
{
    private const string Nameless = "expression";

    /// <summary>The target of a request, or why there is none.</summary>
    public static Outcome<PreviewTarget> Of(PreviewRequest request)
    {
        if (request.Workflow.Nodes.FirstOrDefault(node => node.Id == request.NodeId) is not { } node)
        {
            return Failure.Of("preview.unknownNode", $"The workflow has no node '{request.NodeId}'.");
        }

        if (request.Expression is { } expression)
        {
            return Single(node, request.Parameter ?? Nameless, expression.StartsWith('=') ? expression : $"={{{{ {expression} }}}}");
        }

        if (request.Parameter is not { } path)
        {
            return new PreviewTarget(node, node.Parameters, null);
        }

        foreach (var (at, text) in ParameterTexts.Of(node.Parameters))
        {
            if (at == path)
            {
                return Single(node, path, text);
            }
        }

        return Failure.Of("preview.unknownParameter", $"Node '{node.DisplayName}' has no text at '{path}'.");
    }

    /// <summary>The answer in what the parameters resolve to.</summary>
    public JsonElement Answer(JsonElement resolved) => Property is null ? resolved : resolved.GetProperty(Property);

    private static PreviewTarget Single(Node node, string property, string text) =>
        new(node, JsonBuild.Element(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString(property, text);
            writer.WriteEndObject();
        }), property);
}
