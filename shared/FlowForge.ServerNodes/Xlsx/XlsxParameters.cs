using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Xlsx;

/// <summary>How a spreadsheet is read.</summary>
/// <param name="Source">Where from; always a binary.</param>
/// <param name="Table">How rows become items.</param>
/// <param name="Sheet">Which sheet; null for the first.</param>
/// <param name="From">The first cell.</param>
/// <param name="To">The last cell; null for all.</param>
/// <param name="AsText">Whether all values are texts.</param>
/// <param name="IsRaw">Whether dates are numbers.</param>
internal sealed partial record XlsxReadParameters(FileSource Source, TableOptions Table, string? Sheet, string From, string? To, bool AsText, bool IsRaw)
{
    public static Outcome<XlsxReadParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var range = Range().Match((reader.Text("range") ?? "").Trim());
        if (!range.Success)
        {
            reader.Refuse("range", "must name cells such as A2:D20, or B3");
        }

        return reader.Give(new XlsxReadParameters(
            FileSource.Read(reader) with { Field = null },
            TableOptions.Read(reader),
            reader.Text("sheet") is { Length: > 0 } sheet ? sheet : null,
            range.Groups[1] is { Success: true, Value: var from } ? from.ToUpperInvariant() : "A1",
            range.Groups[2] is { Success: true, Value: var to } ? to.ToUpperInvariant() : null,
            reader.Flag("asText", false), reader.Flag("raw", false)));
    }

    [GeneratedRegex("^(?:([A-Za-z]{1,3}[1-9][0-9]{0,6})(?::([A-Za-z]{1,3}[1-9][0-9]{0,6}))?)?$")]
    private static partial Regex Range();
}

/// <summary>How a spreadsheet is written.</summary>
/// <param name="Target">Where to; always a binary.</param>
/// <param name="HeaderRow">Whether the names come first.</param>
/// <param name="Columns">Which columns, or null for all.</param>
/// <param name="Sheet">Name of the sheet.</param>
internal sealed record XlsxWriteParameters(FileTarget Target, bool HeaderRow, IReadOnlyList<string>? Columns, string Sheet)
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("[]*?:/\\");
    private const string Mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static Outcome<XlsxWriteParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var sheet = reader.Text("sheet") is { Length: > 0 } given ? given : "Sheet";
        if (sheet.Length > 31 || sheet.AsSpan().ContainsAny(Forbidden))
        {
            reader.Refuse("sheet", "must have 31 characters at most, and none of [ ] * ? : / \\");
        }

        return reader.Give(new XlsxWriteParameters(
            FileTarget.Read(reader, "file.xlsx", Mime) with { To = null }, reader.Flag("headerRow", true), TableColumns.Read(reader), sheet));
    }
}
