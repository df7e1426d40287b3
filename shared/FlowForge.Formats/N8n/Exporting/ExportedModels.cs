using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;
using FlowForge.Formats.N8n.Types;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary>
/// Kinds that ask a language model as types of n8n. There the model is a node of its own, so a node that names it among its parameters has no counterpart; nor has one whose
/// answer stands elsewhere than n8n puts it.
/// </summary>
internal static class ExportedModels
{
    private static readonly string[] Own = ["model", "temperature", "maxTokens", "keep"];
    private static readonly string[] Options = ["temperature", "maxTokens"];

    /// <summary>The node; null when n8n has no counterpart.</summary>
    public static MadeNode? Of(string kind, Given given) => kind switch
    {
        "ai.model" => Model(given),
        "ai.schema" when Output(given.Any("schema")) is { } schema => new(AgentTypes.Package + "outputParserStructured", 1.2, new() { ["schemaType"] = "manual", ["inputSchema"] = schema.ToJsonString() }),
        _ when Array.Exists(Own, given.Has) => null,
        "ai.agent" when given.Text("field") == "output" && !given.Has("tools") && !given.Has("schema") => Agent(given),
        "ai.chat" when !given.Has("field") && !given.Has("schema") && !given.Has("response") && (given.Has("system") || given.List("messages").FirstOrDefault()?.Text("role") != "system") => Chain(given),
        "ai.extract" when !given.Has("field") && Output(given.Any("schema")) is { } schema => Extractor(given, schema),
        "ai.classify" when !given.Has("fallback") => Classifier(given),
        _ => null,
    };

    /// <summary>A workflow that an agent may call.</summary>
    public static MadeNode Tool(Given given)
    {
        var parameters = new JsonObject();
        Put(parameters, "name", given.Any("tool.name"));
        Put(parameters, "description", given.Any("tool.description"));
        parameters["workflowId"] = new JsonObject { ["__rl"] = true, ["mode"] = "id", ["value"] = given.Text("id", "") };
        return new(AgentTypes.Package + "toolWorkflow", 1.2, parameters);
    }

    private static MadeNode? Model(Given given)
    {
        if (given.Text("model") is not { } name || !name.StartsWith("openai/", StringComparison.Ordinal))
        {
            return null;
        }

        var options = new JsonObject();
        foreach (var option in Options.Where(given.Has))
        {
            options[option] = Json.Node(given.Any(option));
        }

        return new(AgentTypes.Package + "lmChatOpenAi", 1.2, new() { ["model"] = new JsonObject { ["__rl"] = true, ["mode"] = "list", ["value"] = name["openai/".Length..] }, ["options"] = options });
    }

    private static MadeNode Agent(Given given)
    {
        var options = new JsonObject();
        Put(options, "systemMessage", given.Any("system"));
        Put(options, "maxIterations", given.Any("maxSteps"));
        return new(AgentTypes.Package + "agent", 1.7, new() { ["promptType"] = "define", ["text"] = given.Text("prompt", ""), ["options"] = options });
    }

    private static MadeNode Chain(Given given)
    {
        var messages = new JsonArray();
        if (given.Text("system") is { Length: > 0 } system)
        {
            messages.Add((JsonNode)new JsonObject { ["message"] = system });
        }

        foreach (var message in given.List("messages"))
        {
            var said = new JsonObject();
            if (message.Text("role", "user") is not "system" and var role)
            {
                said["type"] = role == "user" ? "HumanMessagePromptTemplate" : "AIMessagePromptTemplate";
            }

            said["message"] = message.Text("text", "");
            messages.Add((JsonNode)said);
        }

        var parameters = new JsonObject { ["promptType"] = "define", ["text"] = given.Text("prompt", "") };
        if (messages.Count > 0)
        {
            parameters["messages"] = new JsonObject { ["messageValues"] = messages };
        }

        return new(AgentTypes.Package + "chainLlm", 1.5, parameters);
    }

    private static MadeNode Extractor(Given given, JsonNode schema)
    {
        var options = new JsonObject();
        Put(options, "systemPromptTemplate", given.Any("instructions"));
        return new(AgentTypes.Package + "informationExtractor", 1, new() { ["text"] = given.Text("text", ""), ["schemaType"] = "manual", ["inputSchema"] = schema.ToJsonString(), ["options"] = options });
    }

    private static MadeNode Classifier(Given given)
    {
        var options = new JsonObject { ["fallback"] = "other" };
        Put(options, "multiClass", given.Any("multiple"));
        Put(options, "systemPromptTemplate", given.Any("instructions"));
        var categories = new JsonArray();
        foreach (var category in given.List("categories"))
        {
            var one = new JsonObject { ["category"] = category.Text("name", "") };
            Put(one, "description", category.Any("description"));
            categories.Add((JsonNode)one);
        }

        return new(AgentTypes.Package + "textClassifier", 1, new() { ["inputText"] = given.Text("text", ""), ["categories"] = new JsonObject { ["categories"] = categories }, ["options"] = options });
    }

    /// <summary>The schema of <c>output</c>, which n8n's nodes put their answer under; null when the answer is something else.</summary>
    private static JsonNode? Output(JsonElement schema) => schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        && properties.GetPropertyCount() == 1 && properties.TryGetProperty("output", out var output) ? Json.Node(output) : null;

    private static void Put(JsonObject target, string name, JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            target[name] = Json.Node(value);
        }
    }
}
