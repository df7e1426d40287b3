using FlowForge.Core;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Files;

/// <summary>How the rows of a table become items.</summary>
/// <param name="HeaderRow">Whether the first row has the names; else an item is <c>{ row: […] }</c>.</param>
/// <param name="IncludeEmpty">Whether empty cells are given, as empty texts, and rows without a value.</param>
/// <param name="MaxRows">Rows to take, without the headings.</param>
internal sealed record TableOptions(bool HeaderRow, bool IncludeEmpty, int MaxRows)
{
    /// <summary>The parameters in a kind's schema.</summary>
    public const string Schema =
        """
        "headerRow": {
          "title": "Header row", "description": "The first row has the names of the columns. Off: an item is { row: [values] }.",
          "type": "boolean", "default": true
        },
        "includeEmpty": {
          "title": "Include empty cells", "description": "Give them as empty texts, and rows that are empty.", "type": "boolean", "default": false
        },
        "maxRows": { "title": "Rows at most", "description": "Items to take; all when left out.", "type": "integer", "minimum": 1, "maximum": 1048576 }
        """;

    /// <summary>Reads them.</summary>
    public static TableOptions Read(ParameterReader reader) => new(
        reader.Flag("headerRow", true),
        reader.Flag("includeEmpty", false),
        reader.Whole("maxRows", int.MaxValue, 1, Limits.FileRows));
}
