using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Xml;

/// <summary>How XML is read.</summary>
/// <param name="Source">Where the XML is.</param>
internal sealed record XmlReadParameters(FileSource Source)
{
    /// <summary>The name of attributes; default <c>$</c>.</summary>
    public required string AttributesAs { get; init; }

    /// <summary>The name of text; default <c>_</c>.</summary>
    public required string TextAs { get; init; }

    /// <summary>Whether attributes stand beside elements; default yes.</summary>
    public bool Merges { get; init; }

    /// <summary>Whether attributes are left out; default no.</summary>
    public bool IgnoresAttributes { get; init; }

    /// <summary>Whether each element is a list; default no.</summary>
    public bool AlwaysLists { get; init; }

    /// <summary>Whether the root's name is a field; default yes.</summary>
    public bool HasRoot { get; init; }

    /// <summary>Whether texts are trimmed; default no.</summary>
    public bool Trims { get; init; }

    /// <summary>Whether white space in texts becomes one space; default no.</summary>
    public bool Normalizes { get; init; }

    /// <summary>Whether names of elements are in small letters; default no.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Whether text stands before attributes and elements, as in n8n; default no.</summary>
    public bool IsTextFirst { get; init; }

    /// <summary>Reads them.</summary>
    public static Outcome<XmlReadParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var isBinary = reader.Text("binary") is { Length: > 0 };
        var source = FileSource.Read(reader) with { Field = isBinary ? null : Values.As(reader, "field", "data") };
        return reader.Give(new XmlReadParameters(source)
        {
            AttributesAs = reader.Text("attributesAs") is { Length: > 0 } attributes ? attributes : "$",
            TextAs = reader.Text("textAs") is { Length: > 0 } text ? text : "_",
            Merges = reader.Flag("mergeAttributes", true),
            IgnoresAttributes = reader.Flag("ignoreAttributes", false),
            AlwaysLists = reader.Flag("alwaysLists", false),
            HasRoot = reader.Flag("root", true),
            Trims = reader.Flag("trim", false),
            Normalizes = reader.Flag("normalize", false),
            LowerCase = reader.Flag("lowerCase", false),
        });
    }
}

/// <summary>How XML is written.</summary>
/// <param name="As">The field that takes it.</param>
/// <param name="AttributesAs">The name of attributes.</param>
/// <param name="TextAs">The name of text.</param>
/// <param name="RootName">The root round several fields.</param>
/// <param name="Cdata">Whether texts stand in CDATA sections where that saves escapes.</param>
/// <param name="IsHeadless">Whether the declaration is left out.</param>
/// <param name="Surrogates">Whether characters beyond U+FFFF are allowed.</param>
internal sealed record XmlWriteParameters(
    FieldPath As, string AttributesAs, string TextAs, string RootName, bool Cdata, bool IsHeadless, bool Surrogates)
{
    public static Outcome<XmlWriteParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new XmlWriteParameters(
            Values.As(reader, "field", "data"),
            reader.Text("attributesAs") is { Length: > 0 } attributes ? attributes : "$",
            reader.Text("textAs") is { Length: > 0 } text ? text : "_",
            reader.Text("rootName") is { Length: > 0 } root ? root : "root",
            reader.Flag("cdata", false), reader.Flag("headless", false), reader.Flag("surrogates", true)));
    }
}
