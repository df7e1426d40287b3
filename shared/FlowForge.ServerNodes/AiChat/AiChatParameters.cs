using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiChat;

/// <summary>The parameters of <c>ai.chat</c>.</summary>
/// <param name="Messages">What is asked, oldest first.</param>
/// <param name="Model">Who is asked.</param>
/// <param name="IsJson">Whether the reply is to be JSON.</param>
/// <param name="Schema">What the JSON is to fit; null for any object.</param>
/// <param name="Field">The field of the reply.</param>
/// <param name="Keeps">Whether the item's fields stay.</param>
internal sealed record AiChatParameters(IReadOnlyList<ModelMessage> Messages, ModelChoice Model, bool IsJson, DrawnSchema? Schema, string Field, bool Keeps)
{
    /// <summary>Any object.</summary>
    public static readonly DrawnSchema AnyObject = DrawnSchema.Of(JsonLiteral.Of("""{ "type": "object" }""")).Value!;

    private static readonly FrozenDictionary<string, bool> Responses =
        new Dictionary<string, bool> { ["text"] = false, ["json"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, bool> Keeping =
        new Dictionary<string, bool> { ["none"] = false, ["all"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ModelRole> Roles =
        new Dictionary<string, ModelRole> { ["system"] = ModelRole.System, ["user"] = ModelRole.User, ["assistant"] = ModelRole.Assistant }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public static Outcome<AiChatParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var schema = DrawnSchema.Read(reader, "schema");
        var read = new AiChatParameters(
            Said(reader), ModelChoice.Read(reader), reader.Choice("response", Responses, schema is not null), schema, reader.Text("field") is { Length: > 0 } field ? field : "text", KeepsItem(reader));
        if (!read.Messages.Any(static message => message.Role != ModelRole.System))
        {
            reader.Refuse("prompt", "is needed, unless messages has one of a user");
        }

        if (read.Messages.Sum(static message => (long)message.Text.Length) > Limits.AiNodeLength)
        {
            reader.Refuse("prompt", $"may have {Limits.AiNodeLength} characters at most, together with system and messages");
        }

        return reader.Give(read);
    }

    /// <summary>The parameter <c>keep</c>.</summary>
    public static bool KeepsItem(ParameterReader reader) => reader.Choice("keep", Keeping, false);

    private static ModelMessage[] Said(ParameterReader reader)
    {
        List<ModelMessage> messages = [];
        if (Text(reader, "system") is { Length: > 0 } system)
        {
            messages.Add(new(ModelRole.System, system));
        }

        messages.AddRange(reader.Each("messages", static one => new ModelMessage(one.Choice("role", Roles, ModelRole.User), Text(one, "text"))));
        if (Text(reader, "prompt") is { Length: > 0 } prompt)
        {
            messages.Add(new(ModelRole.User, prompt));
        }

        return [.. messages];
    }

    // What an expression gives need not be a text.
    private static string Text(ParameterReader reader, string name) => reader.Value(name) is var value && ParameterReader.IsAbsent(value) ? "" : JsText.Of(value);
}
