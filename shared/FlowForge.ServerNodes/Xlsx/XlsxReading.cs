using System.Globalization;
using System.Text.Json;
using System.Xml;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Files;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace FlowForge.ServerNodes.Xlsx;

/// <summary>Reads a sheet row by row.</summary>
internal static class XlsxReading
{
    /// <summary>Reads the file of one item.</summary>
    public static async ValueTask<Failure?> ReadAsync(
        INodeContext context, Item item, XlsxReadParameters parameters, FileRows rows, CancellationToken cancellation)
    {
        var opened = await parameters.Source.OpenAsync(context, item, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        await using var content = opened.Value;
        if (await XlsxArchive.RefuseAsync(content, cancellation).ConfigureAwait(false) is { } refused)
        {
            return refused;
        }

        try
        {
            return await RowsAsync(content, parameters, new TableRows(rows, parameters.Table), cancellation).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is not OperationCanceledException and not OutOfMemoryException)
        {
            // The library throws whatever a broken part leads it to; the file is to blame, for the archive itself was whole.
            return FileFailures.NotOfFormat(
                broken is XmlException ? $"The spreadsheet holds XML that cannot be read: {broken.Message}" : $"The spreadsheet cannot be read: {broken.Message}");
        }
    }

    private static async ValueTask<Failure?> RowsAsync(Stream content, XlsxReadParameters parameters, TableRows table, CancellationToken cancellation)
    {
        var configuration = new OpenXmlConfiguration
        {
            EnableSharedStringCache = false, IgnoreEmptyRows = !parameters.Table.IncludeEmpty, Culture = CultureInfo.InvariantCulture,
        };
        var names = content.GetSheetNames(configuration);
        if (parameters.Sheet is { } wanted && !names.Contains(wanted))
        {
            return Failure.Of(FailureCodes.Parameter, $"The parameter \"sheet\" names no sheet of the file; it has {string.Join(", ", names.Take(20).Select(name => $"\"{name}\""))}.");
        }

        content.Position = 0;
        var found = parameters.To is { } to
            ? content.QueryRange(false, parameters.Sheet, ExcelType.XLSX, parameters.From, to, configuration)
            : content.Query(false, parameters.Sheet, ExcelType.XLSX, parameters.From, configuration);
        foreach (IDictionary<string, object?> row in found)
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = row.Values.Select(value => Cell(value, parameters)).ToArray();
            if (!await table.AddAsync(cells).ConfigureAwait(false))
            {
                break;
            }
        }

        return table.Failure;
    }

    private static CellValue Cell(object? value, XlsxReadParameters parameters)
    {
        var cell = value switch
        {
            null => default,
            string text => CellValue.Of(text),
            bool flag => CellValue.Of(flag),
            DateTime date when parameters.IsRaw => CellValue.Of(date.ToOADate()),
            TimeSpan time when parameters.IsRaw => CellValue.Of(time.TotalDays),
            DateTime date => CellValue.Of(date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : date.Millisecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)),
            TimeSpan time => CellValue.Of(time.ToString("c", CultureInfo.InvariantCulture)),
            IConvertible number => CellValue.Of(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => CellValue.Of(value.ToString() ?? ""),
        };
        return parameters.AsText && cell.Kind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False && parameters.AsText
            ? CellValue.Of(cell.Kind == JsonValueKind.Number ? JsNumber.Format(cell.Number) : cell.Kind == JsonValueKind.True ? "TRUE" : "FALSE")
            : cell;
    }
}
