using FlowForge.Api.Answers;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Routing;

/// <summary>Answers one call.</summary>
internal delegate ValueTask<Answer> ApiHandler(ApiCall call);

/// <summary>One row of the API's table; router and OpenAPI both read it.</summary>
/// <param name="Method">An HTTP method in capitals.</param>
/// <param name="Template">Path below <c>/api</c>, e.g. <c>/runs/{id}</c>.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Handler">What answers.</param>
internal sealed record ApiRoute(string Method, string Template, string Summary, ApiHandler Handler)
{
    /// <summary>The template's segments.</summary>
    public string[] Segments { get; } = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Its query parameters.</summary>
    public IReadOnlyList<ApiQuery> Query { get; init; } = [];

    /// <summary>What the body is.</summary>
    public ApiBody Body { get; init; } = ApiBody.None;

    /// <summary>Status and schema of the good answer; the schema's name is one of <c>OpenApiSchemas</c>, or null for no body.</summary>
    public (int Status, string? Schema) Answers { get; init; } = (200, null);

    /// <summary>The least role it needs. A row that does not say is for admins, so that a new one opens nothing by mistake.</summary>
    public ApiRole Role { get; init; } = ApiRole.Admin;

    /// <summary>What the audit log is told of it; null for a route that only reads, which a GET alone may be.</summary>
    public RouteNote? Note { get; init; }

    /// <summary>Whether it asks a language model, which costs money.</summary>
    public bool AsksModel { get; init; }

    /// <summary>Whether it needs no token: what a probe asks.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether its address is all the right that is needed, so that neither a token nor the caller's own origin is asked for.</summary>
    public bool IsCapability { get; init; }
}

/// <summary>A query parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Help">One sentence.</param>
/// <param name="IsNumber">Whether it is a whole number.</param>
internal sealed record ApiQuery(string Name, string Help, bool IsNumber = false);

/// <summary>What a request's body is.</summary>
internal enum ApiBody
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>A workflow, JSON or YAML.</summary>
    Document,

    /// <summary>JSON.</summary>
    Json,
}
