using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Files;

/// <summary>The columns of a table that is written: those named, or all that any item has, in the order in which they come.</summary>
internal static class TableColumns
{
    /// <summary>The parameter in a kind's schema.</summary>
    public const string Schema =
        """
        "columns": {
          "title": "Columns", "description": "Which columns, in this order; left out, all that any item has.", "type": "array", "items": { "type": "string" }
        }
        """;

    /// <summary>Reads the parameter; null when it is left out.</summary>
    public static IReadOnlyList<string>? Read(ParameterReader reader)
    {
        var listed = reader.List("columns", Limits.FileColumns);
        if (listed.Any(column => column.ValueKind != System.Text.Json.JsonValueKind.String))
        {
            reader.Refuse("columns", "must be a list of names");
            return null;
        }

        return listed.Count == 0 ? null : [.. listed.Select(column => column.GetString()!)];
    }

    /// <summary>The columns by name, each with its place; <c>file.tooLarge</c>.</summary>
    public static async ValueTask<Outcome<Dictionary<string, int>>> OfAsync(
        ItemList items, IReadOnlyList<string>? named, CancellationToken cancellation)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        if (named is not null)
        {
            foreach (var name in named)
            {
                places.TryAdd(name, places.Count);
            }

            return places;
        }

        for (var offset = 0; offset < items.Count;)
        {
            var page = await items.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            foreach (var item in page)
            {
                Flattened.Walk(item.Json, (path, _) => places.TryAdd(path, places.Count));
                if (places.Count > Limits.FileColumns)
                {
                    return FileFailures.Past($"The items have more than {Limits.FileColumns} columns; name those to write in 'columns'.");
                }
            }

            offset += page.Count;
        }

        return places;
    }
}
