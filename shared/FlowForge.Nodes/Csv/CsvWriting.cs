using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Csv;

/// <summary>Writes CSV (RFC 4180) row by row.</summary>
internal static class CsvWriting
{
    /// <summary>Writes the items.</summary>
    public static async ValueTask<Failure?> WriteAsync(
        ItemList items, CsvWriteParameters parameters, FileTarget.FileDraft draft, CancellationToken cancellation)
    {
        var columns = await TableColumns.OfAsync(items, parameters.Columns, cancellation).ConfigureAwait(false);
        if (columns.IsFailure)
        {
            return columns.Failure;
        }

        var writer = new CsvWriter(draft.Text, Configuration(parameters), leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            if (parameters.HeaderRow)
            {
                await WriteRowAsync(writer, columns.Value.Keys, parameters).ConfigureAwait(false);
            }

            var row = new JsonElement[columns.Value.Count];
            for (var offset = 0; offset < items.Count && !draft.IsTooLarge;)
            {
                var page = await items.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
                foreach (var item in page)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Array.Clear(row);
                    Flattened.Walk(item.Json, (path, value) =>
                    {
                        if (columns.Value.TryGetValue(path, out var place))
                        {
                            row[place] = value;
                        }
                    });
                    await WriteRowAsync(writer, row.Select(Text), parameters, row).ConfigureAwait(false);
                }

                offset += page.Count;
            }

            await writer.FlushAsync().ConfigureAwait(false);
            return null;
        }
    }

    private static CsvConfiguration Configuration(CsvWriteParameters parameters) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = parameters.Syntax.Delimiter!,
        Quote = parameters.Syntax.Quote,
        Escape = parameters.Syntax.Quote,
        NewLine = parameters.NewLine,
    };

    private static Task WriteRowAsync(CsvWriter writer, IEnumerable<string> fields, CsvWriteParameters parameters, JsonElement[]? values = null)
    {
        var at = 0;
        foreach (var field in fields)
        {
            // A number is no formula, whatever its sign.
            var isText = values is null || values[at].ValueKind == JsonValueKind.String;
            var safe = parameters.EscapeFormulas && isText && IsFormula(field) ? $"'{field}" : field;
            writer.WriteField(safe, parameters.QuoteAll || NeedsQuotes(safe, parameters.Syntax));
            at++;
        }

        return writer.NextRecordAsync();
    }

    // Any line break, whichever ends the rows; some readers trim what is not quoted.
    private static bool NeedsQuotes(string field, CsvSyntax syntax) =>
        field.AsSpan().IndexOfAny('\r', '\n', syntax.Quote) >= 0
        || field.Contains(syntax.Delimiter!, StringComparison.Ordinal)
        || (field.Length > 0 && (char.IsWhiteSpace(field[0]) || char.IsWhiteSpace(field[^1])));

    // What the large spreadsheet programs begin a formula with (OWASP, CSV injection).
    private static bool IsFormula(string field) => field is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "" : JsText.Of(value);
}
