using System.Text.Json;

namespace FlowForge.Api.Mcp;

/// <summary>What is offered over the Model Context Protocol.</summary>
public interface IMcpTools
{
    /// <summary>The tools: those of FlowForge itself, then the active workflows that say <c>mcp</c>.</summary>
    ValueTask<IReadOnlyList<McpTool>> ListAsync(CancellationToken cancellation);

    /// <summary>Calls one. What goes wrong is a result that says so.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">An object.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    ValueTask<McpResult> CallAsync(string name, JsonElement arguments, CancellationToken cancellation);
}

/// <summary>A tool.</summary>
/// <param name="Name">Letters, digits, _ and -, up to 64.</param>
/// <param name="Description">What it does.</param>
/// <param name="InputSchema">JSON Schema of its arguments, of type object.</param>
/// <param name="IsReadOnly">Whether it changes nothing.</param>
public sealed record McpTool(string Name, string Description, JsonElement InputSchema, bool IsReadOnly = true);

/// <summary>What a call gave.</summary>
/// <param name="Text">What the model reads: mostly JSON.</param>
/// <param name="IsError">Whether it came to nothing.</param>
public sealed record McpResult(string Text, bool IsError = false);
