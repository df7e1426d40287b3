using System.Text.Json.Nodes;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>chainLlm</c>: one question to a model, with what was said before it.</summary>
internal static class ChainType
{
    /// <summary>Carries it over; one that shows pictures to the model has no counterpart.</summary>
    public static Carried? Of(Step step)
    {
        var messages = new JsonArray();
        foreach (var message in step.Given.List("messages.messageValues"))
        {
            if (message.Text("messageType", "text") != "text")
            {
                step.Remark("The model is shown a picture, which has no counterpart.");
                return null;
            }

            messages.Add((JsonNode)new JsonObject { ["role"] = Role(message.Text("type")), ["text"] = message.Text("message", "") });
        }

        step.Given.Any("hasOutputParser");
        var parameters = new JsonObject { ["prompt"] = AgentTypes.Prompt(step) };
        if (messages is [JsonObject first, ..] && (string?)first["role"] == "system")
        {
            messages.RemoveAt(0);
            parameters["system"] = first["text"]!.DeepClone();
        }

        if (messages.Count > 0)
        {
            parameters["messages"] = messages;
        }

        return new("ai.chat", parameters);
    }

    private static string Role(string? type) => type switch
    {
        "HumanMessagePromptTemplate" => "user",
        "AIMessagePromptTemplate" => "assistant",
        _ => "system",
    };
}
