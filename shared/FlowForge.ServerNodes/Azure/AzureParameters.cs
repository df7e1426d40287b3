using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Azure;

/// <summary>What the kinds of Azure Storage have in common: operations that change nothing, and words.</summary>
internal static class AzureParameters
{
    /// <summary>The operation as written, an expression included; <paramref name="usual"/> when there is none.</summary>
    public static string? Operation(Node node, string usual) =>
        node.Parameters.ValueKind != JsonValueKind.Object || !node.Parameters.TryGetProperty("operation", out var operation) || operation.ValueKind == JsonValueKind.Null ? usual
        : operation.ValueKind == JsonValueKind.String ? operation.GetString() : null;

    /// <summary>One of some words; the first is the usual one.</summary>
    public static string Word(ParameterReader reader, string name, params ReadOnlySpan<string> words)
    {
        var word = reader.Text(name) ?? words[0];
        if (!words.Contains(word))
        {
            reader.Refuse(name, $"must be one of {string.Join(", ", words.ToArray().Order(StringComparer.Ordinal))}");
            return words[0];
        }

        return word;
    }

    /// <summary>Names with texts from an object; null when it is left out.</summary>
    public static Dictionary<string, string>? Pairs(ParameterReader reader, string name)
    {
        var value = reader.Value(name);
        if (ParameterReader.IsAbsent(value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            reader.Refuse(name, "must be an object of names and texts");
            return null;
        }

        return value.EnumerateObject().ToDictionary(pair => pair.Name, pair => Nodes.Json.JsText.Of(pair.Value), StringComparer.Ordinal);
    }

    /// <summary>The failure of an operation that a kind does not have.</summary>
    public static Core.Failures.Failure Unknown(string operation) => Values.Wrong("operation", $"names nothing that is done here: {operation}");
}
