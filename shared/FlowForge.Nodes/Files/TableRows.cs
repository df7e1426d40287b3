using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Files;

/// <summary>Makes items of the rows of one table.</summary>
internal sealed class TableRows(FileRows rows, TableOptions options)
{
    private ColumnNames? columns;
    private int count;

    /// <summary>Why no more rows are taken, where that is a failure.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Takes a row. False when no more are wanted: there are enough, or something failed.</summary>
    public async ValueTask<bool> AddAsync(ReadOnlyMemory<CellValue> cells)
    {
        if (cells.Length > Limits.FileColumns)
        {
            Failure = FileFailures.Past($"A row has {cells.Length} columns; at most {Limits.FileColumns} are read.");
            return false;
        }

        if (columns is null && options.HeaderRow)
        {
            columns = new([.. cells.ToArray().Select(cell => cell.Heading)]);
            return true;
        }

        if (!options.IncludeEmpty && IsBlank(cells.Span))
        {
            return true;
        }

        var writer = rows.Begin();
        if (columns is null)
        {
            WriteList(writer, cells.Span);
        }
        else
        {
            WriteObject(writer, columns, cells.Span);
        }

        return await rows.EndAsync().ConfigureAwait(false) && ++count < options.MaxRows;
    }

    private static bool IsBlank(ReadOnlySpan<CellValue> cells)
    {
        foreach (var cell in cells)
        {
            if (!cell.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private void WriteObject(Utf8JsonWriter writer, ColumnNames names, ReadOnlySpan<CellValue> cells)
    {
        writer.WriteStartObject();
        foreach (var column in names.Order(cells.Length))
        {
            var cell = column < cells.Length ? cells[column] : default;
            if (cell.IsEmpty && !options.IncludeEmpty)
            {
                continue;
            }

            writer.WritePropertyName(names[column]);
            if (cell.Kind == JsonValueKind.Undefined)
            {
                writer.WriteStringValue("");
            }
            else
            {
                cell.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private void WriteList(Utf8JsonWriter writer, ReadOnlySpan<CellValue> cells)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("row"u8);
        foreach (var cell in cells)
        {
            if (cell.Kind == JsonValueKind.Undefined && options.IncludeEmpty)
            {
                writer.WriteStringValue("");
            }
            else
            {
                cell.WriteTo(writer);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
