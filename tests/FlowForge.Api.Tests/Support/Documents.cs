namespace FlowForge.Api.Tests.Support;

/// <summary>Workflows that tests draw.</summary>
internal static class Documents
{
    /// <summary>A manual trigger and a node that sets <c>greeting</c>.</summary>
    public static string Hello(string id = "hello", string greeting = "hi") => $$"""
        {
          "flowforge": 1, "id": "{{id}}", "name": "Hello",
          "graph": {
            "nodes": [
              { "id": "start", "kind": "trigger.manual" },
              { "id": "greet", "kind": "set", "parameters": { "fields": { "greeting": "{{greeting}}" } } }
            ],
            "edges": [ { "from": "start", "to": "greet" } ]
          }
        }
        """;

    public const string HelloYaml = """
        flowforge: 1
        id: hello
        name: Hello
        graph:
          nodes:
            - id: start
              kind: trigger.manual
            - id: greet
              kind: set
              parameters: { fields: { greeting: hi } }
          edges:
            - { from: start, to: greet }
        """;

    /// <summary>A webhook with these parameters besides <c>auth</c>, then these nodes in a chain, each <c>id kind parameters</c>.</summary>
    public static string Hook(string id, string parameters, params (string Id, string Kind, string Parameters)[] chain)
    {
        var nodes = chain.Select(node => $$"""{ "id": "{{node.Id}}", "kind": "{{node.Kind}}", "parameters": {{node.Parameters}} }""");
        var edges = chain.Select((node, index) => $$"""{ "from": "{{(index == 0 ? "hook" : chain[index - 1].Id)}}", "to": "{{node.Id}}" }""");
        return $$"""
            {
              "flowforge": 1, "id": "{{id}}", "name": "{{id}}",
              "graph": {
                "nodes": [
                  { "id": "hook", "kind": "trigger.webhook", "parameters": { {{parameters}}, "auth": { "type": "none" } } }
                  {{string.Concat(nodes.Select(node => ", " + node))}}
                ],
                "edges": [ {{string.Join(", ", edges)}} ]
              }
            }
            """;
    }
}
