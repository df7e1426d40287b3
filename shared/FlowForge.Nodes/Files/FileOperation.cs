using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Parameters;

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
        var operation = DrawnParameter.Choice(node, "operation", "read", "write");
        return operation.IsFailure ? operation.Failure : operation.Value == "write";
    }
}
