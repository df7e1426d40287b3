namespace FlowForge.Nodes.Files;

/// <summary>Parameters that the file kinds share, as they stand in a schema.</summary>
internal static class FileSchema
{
    public const string Binary =
        """
        "binary": { "title": "Binary", "description": "Name of the item's binary that is read or made.", "type": "string", "minLength": 1, "default": "data" }
        """;

    public const string Field =
        """
        "field": { "title": "Field", "description": "Reading: the field with the text, in place of a binary.", "type": "string" }
        """;

    public const string To =
        """
        "to": { "title": "To field", "description": "Writing: the field that takes the text, in place of a file.", "type": "string" }
        """;

    public const string ValueField =
        """
        "field": { "title": "Field", "description": "Reading: the field with the text, in place of a binary. Writing a file of each item: the field that is written.", "type": "string" }
        """;

    public const string ValueTo =
        """
        "to": { "title": "To field", "description": "Reading: the field that takes the value. Writing: the field that takes the text, in place of a file.", "type": "string" }
        """;

    public static string Encoding { get; } =
        $$"""
        "encoding": { "title": "Encoding", "description": "How the text is written in bytes.", "enum": [{{TextEncodings.SchemaEnum}}], "default": "utf-8" }
        """;

    public const string Mark =
        """
        "bom": {
          "title": "Byte order mark", "description": "Writing: begin with one, which some spreadsheet programs need for UTF-8.", "type": "boolean", "default": false
        }
        """;

    public static string FileName(string name) =>
        $$"""
        "fileName": { "title": "File name", "description": "Writing: the file's name.", "type": "string", "minLength": 1, "default": "{{name}}" }
        """;
}
