using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Nodes.Files;

/// <summary>What a file kind does: read a file into items, or write items into a file. It is part of the drawing, never an expression.</summary>
internal static class FileOperation
{
    /// <summary>The parameter in a kind's schema.</summary>
    public const string Schema =
        """
        "operation": {
          "title": "Operation", "description": "Read a file into items, or write items into a file.",
          "enum": ["read", "write"], "default": "read", "x-literal": true
        }
        """;

    /// <summary>Whether the node writes; <c>node.parameter</c> when it says neither.</summary>
    public static Outcome<bool> Writes(Node node)
    {
        if (node.Parameters.ValueKind != JsonValueKind.Object || !node.Parameters.TryGetProperty("operation", out var operation))
        {
            return false;
        }

        return operation.ValueKind == JsonValueKind.String && operation.GetString() is "read" or "write"
            ? operation.ValueEquals("write")
            : Failure.Of(FailureCodes.Parameter, "The parameter \"operation\" must be one of read, write.");
    }
}
