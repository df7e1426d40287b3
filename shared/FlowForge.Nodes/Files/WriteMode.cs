using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Parameters;

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
        var mode = DrawnParameter.Choice(node, "mode", "allItems", "perItem");
        return mode.IsFailure ? mode.Failure : mode.Value == "perItem";
    }
}
