using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.TextFile;

/// <summary>How text is read.</summary>
internal sealed record TextReadParameters(FileSource Source, ReadTarget Target)
{
    public static Outcome<TextReadParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        return reader.Give(new TextReadParameters(FileSource.Read(reader) with { Field = null }, ReadTarget.Read(reader, "data")));
    }
}

/// <summary>How text is written.</summary>
internal sealed record TextWriteParameters(FileTarget Target, FieldPath Field, bool KeepsJson, bool KeepsBinary)
{
    public static Outcome<TextWriteParameters> Read(Node node, JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var (json, binary) = ReadTarget.KeepOf(reader);
        return reader.Give(new TextWriteParameters(
            FileTarget.Read(reader, "file.txt", "text/plain") with { To = null },
            FileSource.FieldOf(reader, "field") ?? FieldPath.Read("data").Value!, json, binary));
    }

    /// <summary>What of an item stays on the item with its file.</summary>
    public Item Kept(Item item) => new(KeepsJson ? item.Json : default, KeepsBinary ? item.Binary : default);
}
