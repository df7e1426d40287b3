using System.CommandLine;
using System.Text.Json;
using FlowForge.Local.Commands;
using Spectre.Console;

namespace FlowForge.Local.Display;

/// <summary>Rows for a person (a table), for a pipe (tabs) or for a program (JSON lines).</summary>
internal sealed class TableOutput(ParseResult parsed, params string[] columns)
{
    private readonly List<string[]> rows = [];
    private readonly bool isJson = parsed.GetValue(CommonOptions.Json);
    private readonly TextWriter output = parsed.InvocationConfiguration.Output;

    /// <summary>Adds a row; as JSON it is <paramref name="json"/>, and goes out at once.</summary>
    public void Add(JsonElement json, params string[] cells)
    {
        if (isJson)
        {
            output.WriteLine(json.GetRawText());
            return;
        }

        rows.Add(cells);
    }

    /// <summary>Writes what is left.</summary>
    public void Write()
    {
        if (isJson)
        {
            return;
        }

        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
        {
            foreach (var row in rows)
            {
                output.WriteLine(string.Join('\t', row.Select(OnOneLine)));
            }

            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns([.. columns.Select(column => new TableColumn(column))]);
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(cell => new Text(OnOneLine(cell)))]);
        }

        AnsiConsole.Write(table);
    }

    private static string OnOneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');
}
