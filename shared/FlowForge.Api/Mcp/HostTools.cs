using System.Text.Json;
using FlowForge.Api.Routing;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Mcp;

/// <summary>The tools of this host, for one caller.</summary>
internal sealed class HostTools(ApiCall call) : IMcpTools
{
    private static readonly Dictionary<string, HostTool> Own = ((HostTool[])[.. WorkflowTools.All, .. KindTools.All, .. RunTools.All]).ToDictionary(static tool => tool.Tool.Name, StringComparer.Ordinal);

    private readonly InnerApi api = new(call);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<McpTool>> ListAsync(CancellationToken cancellation) =>
        [.. Own.Values.Select(static tool => tool.Tool), .. (await PublishedTools.FindAsync(api, Own.Keys, cancellation).ConfigureAwait(false)).Select(static tool => tool.Tool)];

    /// <inheritdoc/>
    public async ValueTask<McpResult> CallAsync(string name, JsonElement arguments, CancellationToken cancellation)
    {
        if (!Own.TryGetValue(name, out var tool))
        {
            tool = (await PublishedTools.FindAsync(api, Own.Keys, cancellation).ConfigureAwait(false)).FirstOrDefault(one => one.Tool.Name == name);
        }

        return tool is null ? new($"There is no tool '{name}'.", IsError: true)
            : SchemaCheck.RunOnData(ParameterSchema.Of(tool.Tool.InputSchema), arguments) is { Count: > 0 } misfits ? new(Told(misfits), IsError: true)
            : await tool.Call(api, arguments, cancellation).ConfigureAwait(false);
    }

    private static string Told(IReadOnlyList<Core.Ports.ParameterProblem> misfits) =>
        $"The arguments do not fit: {string.Join(' ', misfits.Take(10).Select(static one => one.Path.Length == 0 ? one.Message : $"{one.Path}: {one.Message}"))}";
}

/// <summary>A tool and what it does.</summary>
/// <param name="Tool">As it is told.</param>
/// <param name="Call">Given arguments that fit its schema.</param>
internal sealed record HostTool(McpTool Tool, Func<InnerApi, JsonElement, CancellationToken, ValueTask<McpResult>> Call)
{
    /// <summary>A tool of FlowForge itself.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="properties">The properties of its arguments, JSON.</param>
    /// <param name="required">Those that must be there.</param>
    /// <param name="call">What it does.</param>
    /// <param name="isReadOnly">Whether it changes nothing.</param>
    public static HostTool Of(
        string name, string description, string properties, string[] required, Func<InnerApi, JsonElement, CancellationToken, ValueTask<McpResult>> call, bool isReadOnly = true) =>
        new(new(name, description, JsonElement.Parse($$"""{ "type": "object", "additionalProperties": false, "required": {{JsonSerializer.Serialize(required)}}, "properties": {{properties}} }"""), isReadOnly), call);

    /// <summary>A tool that is one GET of the API.</summary>
    public static HostTool Get(string name, string description, string properties, string[] required, Func<Arguments, string> path) =>
        Of(name, description, properties, required, async (api, arguments, cancellation) =>
            (await api.SendAsync("GET", path(new(arguments)), cancellation: cancellation).ConfigureAwait(false)).Result());
}

/// <summary>Arguments of a call, which fit the tool's schema.</summary>
internal readonly record struct Arguments(JsonElement Json)
{
    /// <summary>A text, escaped for a path.</summary>
    public string Escaped(string name) => Uri.EscapeDataString(Text(name) ?? "");

    /// <summary>A text or a number; null when it is left out.</summary>
    public string? Text(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    /// <summary>True only when it says so.</summary>
    public bool Flag(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A path with those of these arguments as its query that are there.</summary>
    public string Query(string path, params ReadOnlySpan<string> names)
    {
        var parts = new List<string>();
        foreach (var name in names)
        {
            if (Text(name) is { } value)
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
