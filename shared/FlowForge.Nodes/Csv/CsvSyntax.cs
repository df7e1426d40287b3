using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Csv;

/// <summary>What stands between fields and round them.</summary>
/// <param name="Delimiter">Between fields; null to find out from the first lines.</param>
/// <param name="Quote">Round a field that holds a delimiter, a quote or a line break; doubled inside.</param>
internal sealed record CsvSyntax(string? Delimiter, char Quote)
{
    private const string Detect = "auto";

    public static CsvSyntax Read(ParameterReader reader, bool mayDetect)
    {
        var delimiter = (reader.Text("delimiter") ?? ",").Replace("\\t", "\t");
        var quote = reader.Text("quote") ?? "\"";
        if (delimiter.Length is 0 or > 10 || delimiter.AsSpan().ContainsAny('\r', '\n'))
        {
            reader.Refuse("delimiter", "must have 1 to 10 characters and no line break");
        }

        if (quote.Length != 1 || quote[0] is '\r' or '\n' || delimiter.Contains(quote, StringComparison.Ordinal))
        {
            reader.Refuse("quote", "must be one character, and none of the delimiter's");
            quote = "\"";
        }

        return new(mayDetect && delimiter == Detect ? null : delimiter, quote[0]);
    }
}
