using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Html;

/// <summary>Writes items as an HTML table.</summary>
internal static class HtmlTable
{
    private const string TableStyle = "border-spacing:0;font-family:helvetica,arial,sans-serif";
    private const string HeaderStyle = "font-size:14px;text-align:left;background-color:#f4f5f7";
    private const string RowStyle = "margin:0;padding:7px 20px;background-color:#fff;font-size:14px";
    private const string CellStyle = "margin:0;padding:7px 20px 7px 0;border-bottom:1px solid #eee;text-align:left";

    /// <summary>The table; <c>file.tooLarge</c>, <c>limit.item</c>.</summary>
    public static async ValueTask<Outcome<string>> WriteAsync(ItemList items, TableParameters parameters, CancellationToken cancellation)
    {
        var columns = await ColumnsAsync(items, cancellation).ConfigureAwait(false);
        if (columns.Count > Limits.FileColumns)
        {
            return FileFailures.Past($"The items have more than {Limits.FileColumns} fields.");
        }

        var table = new StringBuilder();
        Open(table, "table", parameters.IsStyled ? TableStyle : "", parameters.Table);
        if (parameters.Caption.Length > 0)
        {
            table.Append("<caption>").Append(WebUtility.HtmlEncode(parameters.Caption)).Append("</caption>");
        }

        table.Append("<thead>");
        Open(table, "tr", parameters.IsStyled ? HeaderStyle : "", parameters.Header);
        foreach (var column in columns)
        {
            table.Append("<th>").Append(WebUtility.HtmlEncode(parameters.Capitalizes ? Capitalized(column) : column)).Append("</th>");
        }

        table.Append("</tr></thead><tbody>");
        await foreach (var (item, _) in Walk.Of(items, cancellation).ConfigureAwait(false))
        {
            WriteRow(table, item.Json, columns, parameters);
            if (table.Length > Limits.ItemBytes)
            {
                return Failure.Of(FailureCodes.ItemTooLarge, $"The table has more than {Limits.ItemBytes} characters, which no item can hold.");
            }
        }

        return table.Append("</tbody></table>").ToString();
    }

    private static async ValueTask<List<string>> ColumnsAsync(ItemList items, CancellationToken cancellation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<string> columns = [];
        await foreach (var (item, _) in Walk.Of(items, cancellation).ConfigureAwait(false))
        {
            columns.AddRange(item.Json.EnumerateObject().Select(field => field.Name).Where(seen.Add));
            if (columns.Count > Limits.FileColumns)
            {
                break;
            }
        }

        return columns;
    }

    private static void WriteRow(StringBuilder table, JsonElement json, List<string> columns, TableParameters parameters)
    {
        Open(table, "tr", parameters.IsStyled ? RowStyle : "", parameters.Row);
        foreach (var column in columns.TakeWhile(_ => table.Length <= Limits.ItemBytes))
        {
            Open(table, "td", parameters.IsStyled ? CellStyle : "", parameters.Cell);
            table.Append(json.TryGetProperty(column, out var value) ? Shown(value) : "").Append("</td>");
        }

        table.Append("</tr>");
    }

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "<input type=\"checkbox\" checked disabled>",
        JsonValueKind.False => "<input type=\"checkbox\" disabled>",
        JsonValueKind.Null => "",
        _ => WebUtility.HtmlEncode(JsText.Of(value)),
    };

    private static void Open(StringBuilder table, string tag, string style, string attributes)
    {
        table.Append('<').Append(tag);
        if (style.Length > 0)
        {
            table.Append(CultureInfo.InvariantCulture, $" style=\"{style}\"");
        }

        if (attributes.Length > 0)
        {
            table.Append(' ').Append(attributes);
        }

        table.Append('>');
    }

    private static string Capitalized(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
