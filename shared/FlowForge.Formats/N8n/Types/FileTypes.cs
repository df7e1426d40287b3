using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>extractFromFile</c>, <c>convertToFile</c>, and <c>spreadsheetFile</c>, which was both for tables.</summary>
internal static class FileTypes
{
    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All =
    [
        ("extractFromFile", step => step.Given.Text("operation", "csv") switch
        {
            "csv" => Csv(step, reads: true),
            "xlsx" => Xlsx(step, reads: true),
            "fromJson" => Value(step, "json", new() { ["operation"] = "read" }),
            "text" or "xml" => Value(step, "text", new() { ["operation"] = "read" }),
            "binaryToPropery" => Value(step, "text", new() { ["operation"] = "read", ["as"] = "base64" }),
            var other => Unknown(step, other),
        }),
        ("convertToFile", step => step.Given.Text("operation", "csv") switch
        {
            "csv" => Csv(step, reads: false),
            "xlsx" => Xlsx(step, reads: false),
            "toJson" when step.Given.Text("mode", "once") == "once" => Named(step, "json", new() { ["operation"] = "write" }),
            "toJson" => Named(step, "json", new() { ["operation"] = "write", ["mode"] = "perItem" }),
            "toText" => Named(step, "text", new() { ["operation"] = "write", ["field"] = ListTypes.Field(step.Given.Text("sourceProperty", "data")) }),
            "toBinary" => Named(step, "text", new() { ["operation"] = "write", ["field"] = ListTypes.Field(step.Given.Text("sourceProperty", "data")), ["as"] = "base64" }),
            var other => Unknown(step, other),
        }),
        ("spreadsheetFile", step => (step.Given.Text("operation", "fromFile") == "fromFile", step.Given.Text("fileFormat", "autodetect")) switch
        {
            (true, "csv") => Csv(step, reads: true),
            (true, "autodetect" or "xlsx") => Xlsx(step, reads: true),
            (false, "csv") => Csv(step, reads: false),
            (false, "xlsx") => Xlsx(step, reads: false),
            (_, var other) => Unknown(step, other),
        }),
    ];

    private static Carried Csv(Step step, bool reads)
    {
        var given = step.Given;
        var parameters = Table(step, reads);
        if (given.Text("options.delimiter") is { Length: > 0 } delimiter)
        {
            parameters["delimiter"] = delimiter;
        }

        if (given.Text("options.encoding") is { Length: > 0 } encoding)
        {
            parameters["encoding"] = encoding;
        }

        if (reads && given.Number("options.fromLine") is > 1 and var line)
        {
            parameters["fromLine"] = line;
        }

        if (reads && given.Flag("options.relaxQuotes"))
        {
            parameters["relaxQuotes"] = true;
        }

        given.Any("options.enableBOM");
        if (!reads && given.Flag("options.addBOM"))
        {
            parameters["bom"] = true;
        }

        return new("csv", parameters);
    }

    private static Carried Xlsx(Step step, bool reads)
    {
        var given = step.Given;
        var parameters = Table(step, reads);
        if (given.Text("options.sheetName") is { Length: > 0 } sheet)
        {
            parameters["sheet"] = sheet;
        }

        if (reads && given.Text("options.range") is { Length: > 0 } range)
        {
            parameters["range"] = range;
        }

        foreach (var (theirs, ours) in new[] { ("rawData", "raw"), ("readAsString", "asText") })
        {
            if (reads && given.Flag($"options.{theirs}"))
            {
                parameters[ours] = true;
            }
        }

        // Files are packed anyway.
        given.Any("options.compression");
        return new("xlsx", parameters);
    }

    private static JsonObject Table(Step step, bool reads)
    {
        var given = step.Given;
        var parameters = new JsonObject { ["operation"] = reads ? "read" : "write", ["binary"] = ListTypes.Field(given.Text("binaryPropertyName", "data")) };
        if (!given.Flag("options.headerRow", true))
        {
            parameters["headerRow"] = false;
        }

        if (reads && given.Flag("options.includeEmptyCells"))
        {
            parameters["includeEmpty"] = true;
        }

        if (reads && given.Number("options.maxRowCount") is > 0 and var most)
        {
            parameters["maxRows"] = most;
        }

        FileName(given, parameters);
        return parameters;
    }

    private static Carried Value(Step step, string kind, JsonObject parameters)
    {
        parameters["binary"] = ListTypes.Field(step.Given.Text("binaryPropertyName", "data"));
        parameters["to"] = ListTypes.Field(step.Given.Text("destinationKey", "data"));
        if (step.Given.Text("options.encoding") is { Length: > 0 } encoding)
        {
            parameters["encoding"] = encoding;
        }

        if (step.Given.Text("options.keepSource") is "json" or "binary" or "both")
        {
            parameters["keep"] = step.Given.Text("options.keepSource");
        }

        return new(kind, parameters);
    }

    private static Carried Named(Step step, string kind, JsonObject parameters)
    {
        parameters["binary"] = ListTypes.Field(step.Given.Text("binaryPropertyName", "data"));
        FileName(step.Given, parameters);
        if (step.Given.Text("options.encoding") is { Length: > 0 } encoding)
        {
            parameters["encoding"] = encoding;
        }

        if (step.Given.Flag("options.addBOM"))
        {
            parameters["bom"] = true;
        }

        return new(kind, parameters);
    }

    private static void FileName(Given given, JsonObject parameters)
    {
        if (given.Text("options.fileName") is { Length: > 0 } name)
        {
            parameters["fileName"] = name;
        }
    }

    private static Carried? Unknown(Step step, string operation)
    {
        step.Remark($"Files of the kind '{operation}' have no counterpart.");
        return null;
    }
}
