using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Nodes.Files;

/// <summary>Whether writing makes one file of all items, or one of each; part of the drawing, never an expression.</summary>
internal static class WriteMode
{
    /// <summary>The parameter in a kind's schema.</summary>
    public const string Schema =
        """
        "mode": {
          "title": "Mode", "description": "Writing: one file of all items, or a file of each.", "enum": ["allItems", "perItem"], "default": "allItems", "x-literal": true
        }
        """;

    /// <summary>Whether each item gives a file; <c>node.parameter</c>.</summary>
    public static Outcome<bool> IsPerItem(Node node)
    {
        if (node.Parameters.ValueKind != JsonValueKind.Object || !node.Parameters.TryGetProperty("mode", out var mode))
        {
            return false;
        }

        return mode.ValueKind == JsonValueKind.String && mode.GetString() is "allItems" or "perItem"
            ? mode.ValueEquals("perItem")
            : Failure.Of(FailureCodes.Parameter, "The parameter \"mode\" must be one of allItems, perItem.");
    }
}
