using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Healing;

/// <summary>A workflow that greets a customer and tells a service, and what mends it once the field has another name.</summary>
internal static class Greeting
{
    public const string Good = """{ "customer": "ada" }""";
    public const string Renamed = """{ "customerName": "bo" }""";

    /// <summary>The workflow.</summary>
    /// <param name="remote">Address of the service.</param>
    /// <param name="healing">What it does when a step breaks; null for nothing.</param>
    /// <param name="query">What the service is told.</param>
    public static string Workflow(string remote, string? healing = null, string query = "={{ $json.hello }}") => $$$"""
        { "flowforge": 1, "id": "greet", "name": "Greet", "config": { {{{(healing is null ? "" : $"\"healing\": \"{healing}\"")}}} }, "graph": {
            "nodes": [ { "id": "start", "kind": "trigger.manual" },
                       { "id": "greet", "kind": "set", "parameters": { "fields": { "hello": "={{ $json.customer.toUpperCase() }}" } } },
                       { "id": "tell", "kind": "http", "parameters": { "url": "{{{remote}}}/tell", "query": { "who": "{{{query}}}" } } },
                       { "id": "done", "kind": "set", "parameters": { "fields": { "done": true } } } ],
            "edges": [ { "from": "start", "to": "greet" }, { "from": "greet", "to": "tell" }, { "from": "tell", "to": "done" } ] } }
        """;

    /// <summary>The change that mends it, or another.</summary>
    public static ScriptedReply.Text Change(string expression = "$json.customerName.toUpperCase()", string node = "greet") => new(
        $$"""{ "cause": "expression", "explanation": "The field has another name now.", "operations": [ {{Operation(expression, node)}} ] }""");

    public static string Operation(string expression, string node = "greet") =>
        $$$"""{ "type": "setParameters", "nodeId": "{{{node}}}", "parameters": { "fields": { "hello": "={{ {{{expression}}} }}" } } }""";
}
