using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Csv;

/// <summary>What <c>csv</c> says about itself.</summary>
internal static class CsvDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "csv",
        Title = "CSV",
        Group = "data",
        Summary = "Reads CSV files into items, or writes items into a CSV file.",
        Icon = "file-spreadsheet",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "CSV", "additionalProperties": false,
              "properties": {
                {{FileOperation.Schema}},
                {{FileSchema.Binary}},
                {{FileSchema.Field}},
                {{FileSchema.To}},
                {{FileSchema.FileName("file.csv")}},
                "delimiter": {
                  "title": "Delimiter", "description": "What stands between fields; \\t for a tab. Reading: auto finds it.",
                  "type": "string", "minLength": 1, "maxLength": 10, "default": ","
                },
                "quote": { "title": "Quote", "description": "What stands round fields that need it.", "type": "string", "minLength": 1, "maxLength": 1, "default": "\"" },
                {{TableOptions.Schema}},
                "convert": {
                  "title": "Numbers and truth values", "description": "Reading: give them as such; off, every value is a text.", "type": "boolean", "default": false
                },
                "relaxQuotes": {
                  "title": "Relax quotes", "description": "Reading: take quotes where none may stand as they are.", "type": "boolean", "default": false
                },
                "fromLine": { "title": "From line", "description": "Reading: the first line that counts.", "type": "integer", "minimum": 1, "default": 1 },
                {{TableColumns.Schema}},
                "quoteAll": { "title": "Quote all", "description": "Writing: quote every field.", "type": "boolean", "default": false },
                "newLine": { "title": "Line break", "description": "Writing: what ends a row.", "enum": ["lf", "crlf"], "default": "lf" },
                "escapeFormulas": {
                  "title": "Escape formulas",
                  "description": "Writing: put an apostrophe before texts that spreadsheet programs run as formulas. Use it for files that people open.",
                  "type": "boolean", "default": false
                },
                {{FileSchema.Encoding}},
                {{FileSchema.Mark}}
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "read", "binary": "data", "delimiter": ";", "convert": true }"""),
        Help = """
            **Reading** gives one item per row of the file that each item carries as the binary `binary`, or as text in its `field`. The first row
            has the names unless `headerRow` is off. Values are texts unless `convert` says otherwise; then `010` and ids with more than 15 digits
            stay texts. Empty cells are left out unless `includeEmpty` is on. A second column of one name is `name_1`, one without a name is `__EMPTY`.

            **Writing** gives one item with the file of all items. Objects and lists inside an item are columns `a.b` and `c.0`; the columns are all
            that any item has unless `columns` names them. `to` puts the text into a field in place of a file.

            - A file that people open in a spreadsheet program may run texts such as `=HYPERLINK(…)`: `escapeFormulas` prevents it.
            - `encoding` says how the text is written; a byte order mark in the file says more and wins.
            - A file gives at most 1,048,576 rows; a field has at most 4 MB. Rows that came before a failure stay when the node goes on.
            """,
    };
}
