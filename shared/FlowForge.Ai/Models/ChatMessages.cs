using System.Runtime.InteropServices;
using FlowForge.Core.Ports;
using OpenAI.Chat;

namespace FlowForge.Ai.Models;

/// <summary>Requests in the client's words.</summary>
internal static class ChatMessages
{
    /// <summary>Letters that a token has at least, for estimates that are rather too high.</summary>
    public const int LettersOfToken = 3;

    private const int TokensAround = 64;

    public static IReadOnlyList<ChatMessage> Of(ModelRequest request, bool withShape)
    {
        var messages = request.Messages.Select(Of).ToList();
        if (request.Shape is { } shape && !withShape)
        {
            messages.Add(ChatMessage.CreateSystemMessage(
                $"Answer with one JSON object and nothing else: no words before or behind it, no code fence. It must fit this JSON Schema:\n{Raw(shape.Schema)}"));
        }

        return messages;
    }

    public static ChatCompletionOptions Options(ModelRequest request, bool withShape)
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = request.MaxTokens, Temperature = (float?)request.Temperature };
        if (withShape && request.Shape is { } shape)
        {
            // Not strict: parameters are objects of any shape, which the strict dialect does not have.
            options.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(shape.Name, Data(shape.Schema), jsonSchemaIsStrict: false);
        }

        foreach (var tool in request.Tools)
        {
            options.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, Data(tool.Parameters)));
        }

        return options;
    }

    /// <summary>Tokens of the prompt, rather too many than too few.</summary>
    public static int EstimateTokens(ModelRequest request) =>
        ((request.Messages.Sum(static message => message.Text.Length) + (request.Shape is { } shape ? Raw(shape.Schema).Length : 0)
            + request.Tools.Sum(static tool => tool.Description.Length + Raw(tool.Parameters).Length)) / LettersOfToken) + TokensAround;

    private static ChatMessage Of(ModelMessage message)
    {
        switch (message.Role)
        {
            case ModelRole.System:
                return ChatMessage.CreateSystemMessage(message.Text);
            case ModelRole.User:
                return ChatMessage.CreateUserMessage(message.Text);
            case ModelRole.Tool:
                return ChatMessage.CreateToolMessage(message.CallId!, message.Text);
            default:
                if (message.Calls.Count == 0)
                {
                    return ChatMessage.CreateAssistantMessage(message.Text);
                }

                var said = ChatMessage.CreateAssistantMessage(
                    message.Calls.Select(static call => ChatToolCall.CreateFunctionToolCall(call.Id, call.Name, BinaryData.FromString(call.Arguments))));
                if (message.Text.Length > 0)
                {
                    said.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
                }

                return said;
        }
    }

    private static string Raw(System.Text.Json.JsonElement schema) => System.Text.Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(schema));

    private static BinaryData Data(System.Text.Json.JsonElement schema) => BinaryData.FromBytes(JsonMarshal.GetRawUtf8Value(schema).ToArray());
}
