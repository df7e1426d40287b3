using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Csv;

/// <summary>How CSV is written.</summary>
/// <param name="Target">Where to.</param>
/// <param name="Syntax">Delimiter and quote.</param>
/// <param name="HeaderRow">Whether the names come first.</param>
/// <param name="Columns">Which columns, or null for all.</param>
/// <param name="QuoteAll">Whether every field is quoted.</param>
/// <param name="NewLine">What ends a row.</param>
/// <param name="EscapeFormulas">Whether a text that a spreadsheet program would run as a formula gets an apostrophe before it.</param>
internal sealed record CsvWriteParameters(
    FileTarget Target, CsvSyntax Syntax, bool HeaderRow, IReadOnlyList<string>? Columns, bool QuoteAll, string NewLine, bool EscapeFormulas)
{
    public static Outcome<CsvWriteParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var newLine = reader.Text("newLine") ?? "lf";
        if (newLine is not ("lf" or "crlf"))
        {
            reader.Refuse("newLine", "must be one of lf, crlf");
        }

        return reader.Give(new CsvWriteParameters(
            FileTarget.Read(reader, "file.csv", "text/csv"),
            CsvSyntax.Read(reader, mayDetect: false),
            reader.Flag("headerRow", true),
            TableColumns.Read(reader),
            reader.Flag("quoteAll", false),
            newLine == "lf" ? "\n" : "\r\n",
            reader.Flag("escapeFormulas", false)));
    }
}
