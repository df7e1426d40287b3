using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Nodes.Parameters;

/// <summary>Parameters as they stand in the drawing, read before any expression is.</summary>
internal static class DrawnParameter
{
    /// <summary>A text, which may be a template; null when it is left out or is no text.</summary>
    public static string? Text(Node node, string name) =>
        Find(node, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A word that is part of the drawing, never an expression; the first of <paramref name="words"/> when it is left out. Fails with <c>node.parameter</c>.</summary>
    public static Outcome<string> Choice(Node node, string name, params string[] words)
    {
        if (Find(node, name) is not { } value)
        {
            return words[0];
        }

        return Array.Find(words, word => value.ValueKind == JsonValueKind.String && value.ValueEquals(word)) is { } chosen
            ? chosen
            : Failure.Of(FailureCodes.Parameter, $"The parameter \"{name}\" must be one of {string.Join(", ", words)}.");
    }

    private static JsonElement? Find(Node node, string name) =>
        node.Parameters.ValueKind == JsonValueKind.Object && node.Parameters.TryGetProperty(name, out var value) ? value : null;
}
