using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Xlsx;

/// <summary>What <c>xlsx</c> says about itself.</summary>
internal static class XlsxDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "xlsx",
        Title = "Spreadsheet",
        Group = "data",
        Summary = "Reads spreadsheets (XLSX) into items, or writes items into a spreadsheet.",
        Icon = "file-spreadsheet",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Spreadsheet", "additionalProperties": false,
              "properties": {
                {{FileOperation.Schema}},
                {{FileSchema.Binary}},
                {{FileSchema.FileName("file.xlsx")}},
                "sheet": { "title": "Sheet", "description": "Reading: which sheet; left out, the first. Writing: its name.", "type": "string", "maxLength": 31 },
                "range": { "title": "Range", "description": "Reading: cells such as A2:D20, or B3 for all from there on.", "type": "string", "pattern": "^([A-Za-z]{1,3}[1-9][0-9]{0,6}(:[A-Za-z]{1,3}[1-9][0-9]{0,6})?)?$" },
                {{TableOptions.Schema}},
                "asText": { "title": "As text", "description": "Reading: give all values as texts.", "type": "boolean", "default": false },
                "raw": { "title": "Raw dates", "description": "Reading: give dates as the numbers that are kept in the file.", "type": "boolean", "default": false },
                {{TableColumns.Schema}}
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "read", "binary": "data", "sheet": "Orders" }"""),
        Help = """
            **Reading** gives one item per row of a sheet of the file that each item carries as the binary `binary`. The first row has the names unless
            `headerRow` is off. Numbers and truth values are such, dates are texts such as `2026-03-01` or `2026-03-01T08:30:00`. Empty cells are left out
            unless `includeEmpty` is on. A second column of one name is `name_1`, one without a name is `__EMPTY`.

            **Writing** gives one item with the file of all items, in one sheet. Objects and lists inside an item are columns `a.b` and `c.0`; the columns are
            all that any item has unless `columns` names them. Texts are written as texts, never as formulas.

            A file has at most 256 MB unpacked, of which 32 MB may be texts that several cells share; a sheet gives at most 1,048,576 rows.
            """,
    };
}
