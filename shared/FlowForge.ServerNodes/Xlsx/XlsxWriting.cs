using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace FlowForge.ServerNodes.Xlsx;

/// <summary>Writes items into a sheet row by row.</summary>
internal static class XlsxWriting
{
    private const int CellLength = 32_767;

    /// <summary>Writes the items.</summary>
    public static async ValueTask<Failure?> WriteAsync(
        ItemList items, XlsxWriteParameters parameters, FileTarget.FileDraft draft, CancellationToken cancellation)
    {
        if (items.Count >= Core.Limits.FileRows)
        {
            return FileFailures.Past($"A sheet has room for {Core.Limits.FileRows - 1} items.");
        }

        var columns = await TableColumns.OfAsync(items, parameters.Columns, cancellation).ConfigureAwait(false);
        if (columns.IsFailure)
        {
            return columns.Failure;
        }

        var configuration = new OpenXmlConfiguration { TableStyles = TableStyles.None, AutoFilter = false, FreezeRowCount = 0, EnableAutoWidth = false };
        var sheet = new Sheet(columns.Value);
        var rows = sheet.RowsAsync(items, cancellation);
        await draft.Bytes.SaveAsAsync(rows, parameters.HeaderRow, parameters.Sheet, ExcelType.XLSX, configuration, cancellationToken: cancellation).ConfigureAwait(false);
        return sheet.Failure;
    }

    private sealed class Sheet(Dictionary<string, int> columns)
    {
        public Failure? Failure { get; private set; }

        public async IAsyncEnumerable<IDictionary<string, object?>> RowsAsync(ItemList items, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await foreach (var (item, index) in Walk.Of(items, cancellation).ConfigureAwait(false))
            {
                var row = new Dictionary<string, object?>(columns.Count, StringComparer.Ordinal);
                foreach (var column in columns.Keys)
                {
                    row.Add(column, null);
                }

                Flattened.Walk(item.Json, (path, value) =>
                {
                    if (columns.ContainsKey(path))
                    {
                        row[path] = Cell(value, path, index);
                    }
                });
                yield return row;
            }
        }

        private object? Cell(JsonElement value, string path, int index) => value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => Text(JsText.Of(value), path, index),
        };

        private string Text(string text, string path, int index)
        {
            if (text.Length > CellLength)
            {
                Failure ??= FileFailures.Past($"The field \"{path}\" of item {index} has {text.Length} characters; a cell has room for {CellLength}.");
                return "";
            }

            return text;
        }
    }
}
