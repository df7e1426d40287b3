using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.TextFile;

/// <summary>What the field holds.</summary>
internal static class TextForm
{
    private static readonly FrozenDictionary<string, bool> Words = new Dictionary<string, bool> { ["text"] = false, ["base64"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether it is the file's bytes in base64, and not its text.</summary>
    public static bool Read(ParameterReader reader) => reader.Choice("as", Words, false);
}

/// <summary>How text is read.</summary>
internal sealed record TextReadParameters(FileSource Source, ReadTarget Target, bool IsBase64)
{
    public static Outcome<TextReadParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new TextReadParameters(FileSource.Read(reader) with { Field = null }, ReadTarget.Read(reader, "data"), TextForm.Read(reader)));
    }
}

/// <summary>How text is written.</summary>
internal sealed record TextWriteParameters(FileTarget Target, FieldPath Field, bool KeepsJson, bool KeepsBinary, bool IsBase64)
{
    public static Outcome<TextWriteParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var (json, binary) = ReadTarget.KeepOf(reader);
        var isBase64 = TextForm.Read(reader);
        return reader.Give(new TextWriteParameters(
            FileTarget.Read(reader, isBase64 ? "file" : "file.txt", isBase64 ? "application/octet-stream" : "text/plain") with { To = null },
            FileSource.FieldOf(reader, "field") ?? FieldPath.Read("data").Value!, json, binary, isBase64));
    }

    /// <summary>What of an item stays on the item with its file.</summary>
    public Item Kept(Item item) => new(KeepsJson ? item.Json : default, KeepsBinary ? item.Binary : default);
}
