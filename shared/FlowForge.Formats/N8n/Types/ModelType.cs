using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Language models, which are nodes of their own in n8n. Here they are models of the server that the host is set to.</summary>
internal static class ModelType
{
    /// <summary>Chat models by their types.</summary>
    public static readonly string[] ChatModels =
    [
        "lmChatOpenAi", "lmChatOpenRouter", "lmChatAnthropic", "lmChatGoogleGemini", "lmChatGoogleVertex", "lmChatAzureOpenAi", "lmChatAwsBedrock", "lmChatGroq", "lmChatMistralCloud", "lmChatOllama",
        "lmChatDeepSeek", "lmChatXAiGrok", "lmChatCohere", "lmChatVercelAiGateway",
    ];

    /// <summary>Carries one over. Names are kept of models that are called the same at an OpenAI-compatible server of many models.</summary>
    public static Carried Of(Step step)
    {
        var parameters = new JsonObject();
        var type = step.Node.Type[AgentTypes.Package.Length..];
        var named = step.Given.Located("model") is { ValueKind: JsonValueKind.String } model ? model.GetString()! : step.Given.Text("modelName") ?? "";
        var own = step.Given.Text("options.baseURL") is { Length: > 0 };
        if (named.Length > 0 && !named.StartsWith('=') && !own && type is "lmChatOpenAi" or "lmChatOpenRouter")
        {
            parameters["model"] = type == "lmChatOpenAi" && !named.Contains('/', StringComparison.Ordinal) ? $"openai/{named}" : named;
            step.Remark($"The model '{parameters["model"]}' is asked at the server that this host is set to; the credential of n8n is not used.");
        }
        else
        {
            step.Remark($"The model that this host is set to is asked{(named.Length > 0 ? $" in place of '{named}'" : "")}; name another one at its server with 'model'.");
        }

        if (step.Given.Number("options.temperature") is { } temperature && temperature is >= 0 and <= 2)
        {
            parameters["temperature"] = temperature;
        }

        if ((step.Given.Number("options.maxTokens") ?? step.Given.Number("options.maxOutputTokens") ?? step.Given.Number("options.maxTokensToSample")) is { } tokens && tokens >= 1)
        {
            parameters["maxTokens"] = (int)Math.Min(tokens, Core.Limits.AiNodeTokens);
        }

        return new("ai.model", parameters);
    }
}
