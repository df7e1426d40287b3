using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Ai;

/// <summary>Which model a node asks, and how.</summary>
/// <param name="Model">Name of the model at its server; null for the host's.</param>
/// <param name="Temperature">0 to 2; null leaves it to the model.</param>
/// <param name="MaxTokens">Most tokens of a reply; null for the usual.</param>
/// <param name="Usual">The temperature where nobody says one; null leaves it to the model.</param>
internal sealed record ModelChoice(string? Model, double? Temperature, int? MaxTokens, double? Usual = null)
{
    /// <summary>The host's model as it is.</summary>
    public static readonly ModelChoice Host = new(null, null, null);

    /// <summary>The parameters as a part of a JSON Schema's properties.</summary>
    public static readonly string Properties = $$"""
        "model": { "title": "Model", "description": "Name of the model at its server, e.g. openai/gpt-4.1-mini; left out, the one that the host is set to.", "type": "string", "minLength": 1, "maxLength": 200 },
        "temperature": { "title": "Temperature", "description": "0 gives the likeliest words, 2 the freest; left out, as the model has it.", "type": "number", "minimum": 0, "maximum": 2 },
        "maxTokens": { "title": "Tokens at most", "description": "How long a reply may get.", "type": "integer", "minimum": 1, "maximum": {{Limits.AiNodeTokens}}, "default": {{Limits.AiReplyTokens}} }
        """;

    /// <summary>Reads them.</summary>
    /// <param name="reader">The parameters.</param>
    /// <param name="usual">The temperature when none is given.</param>
    public static ModelChoice Read(ParameterReader reader, double? usual = null) => new(
        reader.Text("model") is { Length: > 0 } model ? model : null,
        ParameterReader.IsAbsent(reader.Value("temperature")) ? null : reader.Number("temperature", 0, 0, 2),
        ParameterReader.IsAbsent(reader.Value("maxTokens")) ? null : reader.Whole("maxTokens", Limits.AiReplyTokens, 1, Limits.AiNodeTokens),
        usual);

    /// <summary>A request that pays from the run's budget. What the node leaves out, a connected <c>ai.model</c> says.</summary>
    public ModelRequest Request(INodeContext context, IReadOnlyList<ModelMessage> messages)
    {
        var connected = ConnectedParts.Model(context);
        return new()
        {
            Messages = messages,
            Model = Model ?? connected.Model,
            Temperature = Temperature ?? connected.Temperature ?? Usual,
            MaxTokens = MaxTokens ?? connected.MaxTokens ?? Limits.AiReplyTokens,
            Run = context.Run.RunId,
        };
    }
}
