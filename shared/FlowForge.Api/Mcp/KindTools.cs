namespace FlowForge.Api.Mcp;

/// <summary>The catalogue.</summary>
internal static class KindTools
{
    public static IReadOnlyList<HostTool> All { get; } =
    [
        HostTool.Of("list_kinds", "Lists the node kinds of this host: name, title and what each is for.", "{}", [], static (api, _, _) => new(List(api))),
        HostTool.Get(
            "get_kind", "Tells a node kind: its ports, the JSON Schema of its parameters, an example and its help.",
            """{ "kind": { "type": "string", "description": "Its name, e.g. http." } }""", ["kind"], static arguments => $"/nodes/{arguments.Escaped("kind")}"),
    ];

    private static McpResult List(InnerApi api) =>
        new(string.Join('\n', api.Services.Catalogue.Kinds.Select(static kind => $"{kind.Description.Kind}: {kind.Description.Title}. {kind.Description.Summary}")));
}
