using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Nodes of n8n that ask a language model, and those that are connected to them by <c>ai_*</c> edges.</summary>
internal static class AgentTypes
{
    /// <summary>Where they live.</summary>
    public const string Package = "@n8n/n8n-nodes-langchain.";

    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All =
    [
        .. new (string Name, Carry Carry)[]
        {
            ("agent", Agent), ("chainLlm", ChainType.Of), ("informationExtractor", ExtractorType.Of), ("textClassifier", Classifier),
            ("outputParserStructured", Parser), ("toolWorkflow", Tool), ("chatTrigger", Chat), ("manualChatTrigger", Chat), ("memoryBufferWindow", Memory), ("memoryPostgresChat", Memory),
            ("lmOpenAi", ModelType.Of), ("lmOllama", ModelType.Of),
        }.Concat(ModelType.ChatModels.Select(static name => (name, (Carry)ModelType.Of))).Select(static entry => (Package + entry.Item1, entry.Item2)),
    ];

    /// <summary>What is asked: a text of its own, or what came in.</summary>
    public static string Prompt(Step step) =>
        step.Given.Text("promptType", "define") == "define" && (step.Given.Text("text") ?? step.Given.Text("prompt")) is { Length: > 0 } own ? own
        : step.Version < 1.1 ? "={{ $json.input }}"
        : step.Version < 1.2 ? "={{ $json.chat_input }}"
        : "={{ $json.chatInput }}";

    private static Carried? Agent(Step step)
    {
        var agent = step.Given.Text("agent", "toolsAgent");
        if (agent is "sqlAgent" or "planAndExecuteAgent")
        {
            step.Remark($"An agent of the kind '{agent}' has no counterpart.");
            return null;
        }

        step.Given.Any("hasOutputParser");
        var parameters = new JsonObject { ["prompt"] = Prompt(step) };
        if (step.Given.Text("options.systemMessage") is { Length: > 0 } system)
        {
            parameters["system"] = system;
        }

        if (step.Given.Number("options.maxIterations") is { } steps)
        {
            parameters["maxSteps"] = (int)Math.Clamp(steps, 1, Core.Limits.AiSteps);
        }

        parameters["field"] = "output";
        return new("ai.agent", parameters);
    }

    private static Carried Classifier(Step step)
    {
        var (ports, categories) = (new List<string>(), new JsonArray());
        foreach (var category in step.Given.List("categories.categories"))
        {
            ports.Add(PortNames.Unique(category.Text("category"), ports.Count, ports));
            var one = new JsonObject { ["name"] = ports[^1] };
            if (category.Text("description") is { Length: > 0 } description)
            {
                one["description"] = description;
            }

            categories.Add((JsonNode)one);
        }

        var parameters = new JsonObject { ["text"] = step.Given.Text("inputText", ""), ["categories"] = categories };
        if (step.Given.Flag("options.multiClass"))
        {
            parameters["multiple"] = true;
        }

        // What fits nothing goes nowhere in n8n unless it is asked for; here it goes out of a port, which then has no edge.
        step.Given.Any("options.fallback");
        step.Given.Any("options.enableAutoFixing");
        var fallback = PortNames.Unique("other", ports.Count, ports);
        if (fallback != "other")
        {
            parameters["fallback"] = fallback;
        }

        if (step.Given.Text("options.systemPromptTemplate") is { Length: > 0 } rules)
        {
            parameters["instructions"] = rules;
        }

        return new("ai.classify", parameters) { Outputs = [.. ports, fallback] };
    }

    private static Carried? Parser(Step step)
    {
        if (SchemaText.Of(step, step.Version < 1.2 ? "jsonSchema" : null, "fromJson", requires: step.Version >= 1.3) is not { } schema)
        {
            return null;
        }

        var isObject = schema["type"] is JsonValue type && type.TryGetValue<string>(out var kind) && kind == "object";
        return new("ai.schema", new() { ["schema"] = step.Version < 1.1 && isObject ? schema : SchemaText.Wrapped(schema) });
    }

    private static Carried? Tool(Step step)
    {
        var id = step.Given.Located("workflowId");
        var values = step.Given.Any("workflowInputs.value");
        if (step.Given.Text("source", "database") != "database" || step.Given.List("fields.values").Any() || (values.ValueKind == JsonValueKind.Object && values.GetPropertyCount() > 0))
        {
            step.Remark("The tool is a workflow of its own text, or sends values besides those of the model; a tool here is a saved workflow that gets what the model says.");
            return null;
        }

        var parameters = new JsonObject
        {
            ["id"] = id.ValueKind == JsonValueKind.String && id.GetString() is [not '=', ..] literal ? Ids.Of(literal, "workflow") : Json.Node(id) ?? "",
        };
        var tool = new JsonObject();
        foreach (var name in new[] { "name", "description" })
        {
            if (step.Given.Text(name) is { Length: > 0 } text)
            {
                tool[name] = text;
            }
        }

        if (tool.Count > 0)
        {
            parameters["tool"] = tool;
        }

        foreach (var schema in new[] { "specifyInputSchema", "schemaType", "inputSchema", "jsonSchemaExample", "workflowInputs" })
        {
            step.Given.Any(schema);
        }

        step.Remark("What the model says fits the 'inputSchema' of the called workflow, where it has one.");
        return new("workflow", parameters);
    }

    private static Carried Chat(Step step)
    {
        step.Remark("There is no page to chat on: a run starts by hand or over the API, with { chatInput, sessionId }.");
        return new("trigger.manual", []) { Inputs = [] };
    }

    private static Carried? Memory(Step step)
    {
        step.Remark("An agent here has no memory of earlier runs.");
        return null;
    }
}
