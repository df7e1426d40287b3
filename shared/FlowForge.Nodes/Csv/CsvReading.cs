using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Csv;

/// <summary>Reads CSV (RFC 4180) row by row; a row is held at a time.</summary>
internal static class CsvReading
{
    private static readonly string[] Candidates = [",", ";", "\t", "|"];

    /// <summary>Reads the file of one item.</summary>
    public static async ValueTask<Failure?> ReadAsync(
        INodeContext context, Item item, CsvReadParameters parameters, FileRows rows, CancellationToken cancellation)
    {
        var opened = await parameters.Source.OpenTextAsync(context, item, cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        using var text = opened.Value;
        for (var line = 1; line < parameters.FromLine; line++)
        {
            if (await SkipLineAsync(text, cancellation).ConfigureAwait(false))
            {
                return null;
            }
        }

        string? badRow = null;
        using var parser = new CsvParser(text, Configuration(parameters, bad => badRow ??= bad), leaveOpen: true);
        var table = new TableRows(rows, parameters.Table);
        try
        {
            while (await parser.ReadAsync().ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
                var cells = Cells(parser, parameters.Convert);
                if (badRow is not null)
                {
                    return FileFailures.NotOfFormat($"Row {parser.Row} has a quote where none may stand, or lacks the one that closes a field: {badRow}");
                }

                if (!await table.AddAsync(cells).ConfigureAwait(false))
                {
                    break;
                }
            }
        }
        catch (MaxFieldSizeException)
        {
            return Failure.Of(FailureCodes.ItemTooLarge, $"Row {parser.Row} has a field of more than {Limits.ItemBytes} characters.");
        }

        return table.Failure;
    }

    private static CsvConfiguration Configuration(CsvReadParameters parameters, Action<string> onBad) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = parameters.Syntax.Delimiter ?? ",",
        DetectDelimiter = parameters.Syntax.Delimiter is null,
        DetectDelimiterValues = Candidates,
        Quote = parameters.Syntax.Quote,
        Escape = parameters.Syntax.Quote,
        MaxFieldSize = Limits.ItemBytes,
        IgnoreBlankLines = true,
        BadDataFound = parameters.RelaxQuotes ? null : bad => onBad(Excerpt(bad.Field)),
    };

    private static CellValue[] Cells(CsvParser parser, bool convert)
    {
        var cells = new CellValue[parser.Count];
        for (var at = 0; at < cells.Length; at++)
        {
            var text = parser[at];
            cells[at] = convert ? Converted(text) : CellValue.Of(text);
        }

        return cells;
    }

    // What JSON would read as such; a number with a leading zero is more likely a code.
    private static CellValue Converted(string text) => text switch
    {
        "true" or "TRUE" => CellValue.Of(true),
        "false" or "FALSE" => CellValue.Of(false),
        _ => NumberText.Read(text) is { } number ? CellValue.Of(number) : CellValue.Of(text),
    };

    private static string Excerpt(string field) => field.Length <= 60 ? field : $"{field[..60]}…";

    /// <summary>Passes a line; true at the end of the text.</summary>
    private static async ValueTask<bool> SkipLineAsync(TextReader text, CancellationToken cancellation)
    {
        var one = new char[1];
        while (await text.ReadAsync(one, cancellation).ConfigureAwait(false) > 0)
        {
            if (one[0] == '\n')
            {
                return false;
            }
        }

        return true;
    }
}
