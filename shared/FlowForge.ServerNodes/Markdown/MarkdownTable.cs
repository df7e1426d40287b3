using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>Writes a table; its first row has the headings.</summary>
internal static class MarkdownTable
{
    /// <summary>The table; empty when it has no cell.</summary>
    public static string Write(IElement table, MarkdownLines lines)
    {
        var rows = table is IHtmlTableElement known ? known.Rows.Select(row => Cells(row, lines)).Where(row => row.Length > 0).ToArray() : [];
        if (rows.Length == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        Append(text, rows[0]);
        text.Append("\n|").Append(string.Concat(Enumerable.Repeat(" --- |", rows[0].Length)));
        foreach (var row in rows.Skip(1))
        {
            text.Append('\n');
            Append(text, row);
        }

        return text.ToString();
    }

    private static string[] Cells(IHtmlTableRowElement row, MarkdownLines lines) =>
        [.. row.Cells.Select(cell => lines.Of(cell).Replace("|", "\\|", StringComparison.Ordinal))];

    private static void Append(StringBuilder text, string[] cells)
    {
        text.Append('|');
        foreach (var cell in cells)
        {
            text.Append(' ').Append(cell).Append(" |");
        }
    }
}
