namespace FlowForge.Api.Tests.Security;

/// <summary>
/// Who may call what, written out: a route that is added, or whose role is changed, stands here too, so that it is a decision. <c>open</c> needs no token.
/// </summary>
internal static class RoleList
{
    public const string Text = """
        viewer   GET    /ai
        editor   POST   /ai/chat
        editor   POST   /ai/heal
        editor   DELETE /ai/jobs/{id}
        editor   GET    /ai/jobs/{id}
        editor   POST   /ai/node
        editor   POST   /ai/workflow
        admin    GET    /audit
        viewer   GET    /credential-types
        editor   GET    /credentials
        operator POST   /credentials
        operator DELETE /credentials/{id}
        editor   GET    /credentials/{id}
        operator PUT    /credentials/{id}
        operator POST   /credentials/{id}/test
        editor   POST   /expressions/preview
        open     GET    /health/live
        open     GET    /health/ready
        editor   POST   /import/n8n
        viewer   POST   /mcp
        viewer   GET    /mcp/tools
        viewer   POST   /mcp/tools/{name}
        viewer   GET    /me
        viewer   GET    /metrics
        viewer   GET    /nodes
        operator POST   /nodes
        viewer   GET    /nodes/{kind}
        operator PUT    /nodes/{kind}
        viewer   GET    /openapi.json
        editor   POST   /proxy
        open     GET    /resume/{token}
        open     POST   /resume/{token}
        viewer   GET    /runs
        editor   POST   /runs
        operator DELETE /runs/{id}
        viewer   GET    /runs/{id}
        viewer   GET    /runs/{id}/binary/{ref}
        editor   POST   /runs/{id}/cancel
        viewer   GET    /runs/{id}/events
        editor   POST   /runs/{id}/fork
        viewer   GET    /runs/{id}/frames
        viewer   GET    /runs/{id}/frames/{seq}/items
        viewer   GET    /runs/{id}/proposals
        editor   DELETE /runs/{id}/proposals/{pause}
        editor   POST   /runs/{id}/resume
        editor   POST   /runs/{id}/signals/{name}
        viewer   GET    /runs/{id}/test
        viewer   GET    /runs/{id}/workflow
        viewer   GET    /storage
        editor   POST   /test-listeners
        editor   DELETE /test-listeners/{token}
        editor   GET    /test-listeners/{token}
        admin    GET    /tokens
        admin    POST   /tokens
        admin    DELETE /tokens/{id}
        viewer   GET    /variables
        operator DELETE /variables/{name}
        viewer   GET    /variables/{name}
        operator PUT    /variables/{name}
        viewer   GET    /workflows
        editor   POST   /workflows
        editor   POST   /workflows/join
        editor   POST   /workflows/validate
        operator DELETE /workflows/{id}
        viewer   GET    /workflows/{id}
        editor   PUT    /workflows/{id}
        operator POST   /workflows/{id}/activate
        operator POST   /workflows/{id}/deactivate
        viewer   GET    /workflows/{id}/export
        editor   POST   /workflows/{id}/runs
        viewer   GET    /workflows/{id}/schedule
        operator DELETE /workflows/{id}/state
        viewer   GET    /workflows/{id}/state
        viewer   GET    /workflows/{id}/versions
        viewer   GET    /workflows/{id}/versions/{n}
        """;

    /// <summary>The role of each operation, by method and path.</summary>
    public static IReadOnlyDictionary<(string Method, string Path), string> All { get; } = Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToDictionary(parts => (parts[1], parts[2]), parts => parts[0]);
}
