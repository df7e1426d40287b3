using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiModel;

/// <summary>What <c>ai.model</c> says about itself.</summary>
internal static class AiModelDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "ai.model",
        Title = "Model",
        Group = "ai",
        Summary = "Says which model the connected nodes ask, and how.",
        Icon = "settings",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            { "type": "object", "title": "Model", "additionalProperties": false, "properties": { {{ModelChoice.Properties}} } }
            """),
        Example = JsonLiteral.Of("""{ "model": "openai/gpt-4.1-mini", "temperature": 0.2 }"""),
        Help = $"""
            Connected by an edge of kind `{ConnectedParts.ModelEdge}` to `ai.chat`, `ai.extract`, `ai.classify` or `ai.agent`, it says what these leave out: the model, its temperature, and how long
            a reply may get. Of several the first one counts. The model is one of the server that the host is set to (`FlowForge__Ai__…`).

            It takes no items and is never run. Its parameters are plain values, not expressions.
            """,
    };
}
