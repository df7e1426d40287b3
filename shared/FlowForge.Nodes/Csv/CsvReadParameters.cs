using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Csv;

/// <summary>How CSV is read.</summary>
/// <param name="Source">Where from.</param>
/// <param name="Table">How rows become items.</param>
/// <param name="Syntax">Delimiter and quote.</param>
/// <param name="RelaxQuotes">Whether a quote may stand inside a field that is not quoted, and the last one may be missing.</param>
/// <param name="Convert">Whether numbers, true and false are values; else all is text.</param>
/// <param name="FromLine">The first line that is read, from 1.</param>
internal sealed record CsvReadParameters(FileSource Source, TableOptions Table, CsvSyntax Syntax, bool RelaxQuotes, bool Convert, int FromLine)
{
    public static Outcome<CsvReadParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new CsvReadParameters(
            FileSource.Read(reader),
            TableOptions.Read(reader),
            CsvSyntax.Read(reader, mayDetect: true),
            reader.Flag("relaxQuotes", false),
            reader.Flag("convert", false),
            reader.Whole("fromLine", 1, 1, int.MaxValue)));
    }
}
